package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.TokenizedText;
import io.tidewatch.sentiment.model.WeightGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The course of a fine-tuning: steps, looks at the stopping rows, checkpoints. */
final class FineTuning {
  private static final double LINE_SECONDS = 20;

  private final FineTuneSettings settings;
  private final TokenizedRows train;
  private final TokenizedRows stopping;
  private final BatchPlan plan;
  private final Schedule schedule;
  private final Path checkpointFile;
  private final Path bestFile;
  private final Map<String, String> fixed;
  private final Consumer<String> lines;

  FineTuning(
      FineTuneSettings settings,
      Map<String, String> fixed,
      TokenizedRows train,
      TokenizedRows stopping,
      Path work,
      Consumer<String> lines) {
    this.settings = settings;
    this.train = train;
    this.stopping = stopping;
    this.plan = new BatchPlan(train.lengths(), settings.batch(), settings.seed());
    this.schedule =
        new Schedule(
            settings.minutes() * 60,
            (long) settings.passes() * plan.batchesPerPass(),
            settings.warmUp());
    this.checkpointFile = work.resolve("checkpoint.safetensors");
    this.bestFile = work.resolve("best.safetensors");
    this.fixed = fixed;
    this.lines = lines;
  }

  /**
   * Trains until the schedule ends, the stopping rows say so, or a stop is asked for; every way a
   * checkpoint is left behind. The trainer then holds the best weights, unless it was stopped.
   */
  Outcome run(EncoderTrainer trainer, BooleanSupplier stop) throws IOException {
    Progress progress = begin(trainer);
    double start = now() - progress.seconds();
    double nextLine = now() + LINE_SECONDS;
    double nextCheckpoint = now() + settings.checkpointMinutes() * 60;
    long lastSteps = progress.step();
    long lastRows = progress.rows();
    double lastTime = now();
    while (!ended(progress)) {
      if (stop.getAsBoolean()) {
        save(trainer, progress);
        lines.accept("stopped; the same command goes on from " + checkpointFile);
        return new Outcome(progress, true);
      }
      progress = step(trainer, progress, start);
      if (now() >= nextLine) {
        double rate = (progress.rows() - lastRows) / (now() - lastTime);
        lines.accept(line(progress, rate));
        lastRows = progress.rows();
        lastTime = now();
        nextLine = now() + LINE_SECONDS;
      }
      if (progress.seconds() >= progress.nextLookSeconds()) {
        progress = look(trainer, progress);
      }
      if (now() >= nextCheckpoint) {
        save(trainer, progress);
        nextCheckpoint = now() + settings.checkpointMinutes() * 60;
      }
    }
    if (progress.step() > lastSteps) {
      progress = look(trainer, progress);
      save(trainer, progress);
    }
    if (Files.exists(bestFile)) {
      trainer.restore(Checkpoint.read(bestFile).values(), Map.of());
    }
    return new Outcome(progress, false);
  }

  /**
   * How a run ended.
   *
   * @param progress where it stands
   * @param stopped whether it was asked to stop before its end
   */
  record Outcome(Progress progress, boolean stopped) {}

  private Progress begin(EncoderTrainer trainer) throws IOException {
    if (!Files.exists(checkpointFile)) {
      return Progress.start(settings.checkMinutes() * 60);
    }
    Checkpoint checkpoint = Checkpoint.read(checkpointFile);
    checkpoint.requireSame(fixed, checkpointFile);
    trainer.restore(checkpoint.values(), checkpoint.optimizers());
    lines.accept(
        "goes on from step %d, %.0f s into the run"
            .formatted(checkpoint.progress().step(), checkpoint.progress().seconds()));
    return checkpoint.progress().resumed();
  }

  private boolean ended(Progress progress) {
    return schedule.done(progress.step(), progress.seconds()) >= 1
        || progress.looksSinceBest() >= settings.patience();
  }

  private Progress step(EncoderTrainer trainer, Progress progress, double start) {
    List<Integer> rows = plan.rows(progress.step());
    List<TokenizedText> texts = rows.stream().map(train.texts()::get).toList();
    float[][] targets =
        rows.stream()
            .map(train.rows()::get)
            .map(row -> HeadLoss.target(row, Weights.base(row)))
            .toArray(float[][]::new);
    double factor = schedule.factor(schedule.done(progress.step() + 1, progress.seconds()));
    double loss =
        trainer.step(
            texts,
            targets,
            progress.step() + 1,
            settings.learningRate() * factor,
            settings.headLearningRate() * factor,
            settings.weightDecay());
    return progress.stepped(rows.size(), loss, now() - start);
  }

  private Progress look(EncoderTrainer trainer, Progress progress) throws IOException {
    double began = now();
    float[][] logits = stopping.scored(settings.batch(), trainer::logits);
    double loss = RowLoss.mean(stopping.rows(), logits);
    Progress looked =
        progress.looked(loss, progress.seconds() + settings.checkMinutes() * 60 + now() - began);
    if (looked.looksSinceBest() == 0) {
      new Checkpoint(fixed, looked, trainer.values(), Map.of()).write(bestFile);
    }
    lines.accept(
        String.format(
            Locale.ROOT,
            "look at %d stopping rows: loss %.4f, %s%s",
            stopping.rows().size(),
            loss,
            Measures.of(Judgement.of(stopping.rows(), logits, 1)).summary(),
            looked.looksSinceBest() == 0
                ? ", best so far"
                : ", best was " + String.format(Locale.ROOT, "%.4f", looked.bestLoss())));
    return looked;
  }

  private void save(EncoderTrainer trainer, Progress progress) throws IOException {
    Map<WeightGroup, float[]> values = trainer.values();
    new Checkpoint(fixed, progress, values, trainer.optimizers()).write(checkpointFile);
  }

  private String line(Progress progress, double rowsPerSecond) {
    double done = schedule.done(progress.step(), progress.seconds());
    double left = Math.max(1e-6, done);
    return String.format(
        Locale.ROOT,
        "step %d of %d, rows %d of %d, %.1f rows/s, loss %.4f, lr %.2e, %.1f%% done, %.0f min left",
        progress.step(),
        schedule.steps(),
        progress.rows(),
        (long) settings.passes() * train.rows().size(),
        rowsPerSecond,
        progress.loss(),
        settings.learningRate() * schedule.factor(done),
        100 * done,
        progress.seconds() * (1 - done) / left / 60);
  }

  private static double now() {
    return System.nanoTime() / 1e9;
  }
}
