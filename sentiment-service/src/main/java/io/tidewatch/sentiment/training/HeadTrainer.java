package io.tidewatch.sentiment.training;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains the head on vectors that do not change, and stops when the held-out loss rises. */
final class HeadTrainer {
  private static final Logger log = LoggerFactory.getLogger(HeadTrainer.class);
  private static final int BATCH = 256;
  private static final int PATIENCE = 4;

  private final int hidden;
  private final int epochs;
  private final long seed;

  HeadTrainer(int hidden, int epochs, long seed) {
    this.hidden = hidden;
    this.epochs = epochs;
    this.seed = seed;
  }

  /** Returns the head of the epoch with the least loss on the held-out rows. */
  Head train(Examples train, Examples heldOut) {
    Scaling scaling = Scaling.of(train.vectors());
    Examples inputs = train.scaledBy(scaling);
    Examples checks = heldOut.scaledBy(scaling);
    int width = inputs.vectors()[0].length;
    Engine.getEngine("PyTorch").setRandomSeed((int) seed);
    try (Model model = Model.newInstance("head", "PyTorch")) {
      SequentialBlock net =
          new SequentialBlock()
              .add(Linear.builder().setUnits(hidden).build())
              .add(Activation::gelu)
              .add(Dropout.builder().optRate(0.3f).build())
              .add(Linear.builder().setUnits(5).build());
      model.setBlock(net);
      try (Trainer trainer = model.newTrainer(configuration(train.size()))) {
        trainer.initialize(new Shape(1, width));
        return epochs(trainer, net, inputs, checks)
            .withScaling(scaling.mean(), scaling.deviation());
      }
    }
  }

  private Head epochs(Trainer trainer, SequentialBlock net, Examples train, Examples heldOut) {
    Head best = snapshot(net);
    double least = Double.MAX_VALUE;
    int since = 0;
    Random random = new Random(seed);
    for (int epoch = 1; epoch <= epochs && since < PATIENCE; epoch++) {
      double loss = pass(trainer, train.shuffled(random), true);
      double checked = pass(trainer, heldOut, false);
      since++;
      if (checked < least) {
        least = checked;
        best = snapshot(net);
        since = 0;
      }
      log.atInfo()
          .addKeyValue("epoch", epoch)
          .addKeyValue("loss", rounded(loss))
          .addKeyValue("heldOutLoss", rounded(checked))
          .log("Trained an epoch of the head");
    }
    return best;
  }

  private static double pass(Trainer trainer, Examples examples, boolean learn) {
    double sum = 0;
    for (int from = 0; from < examples.size(); from += BATCH) {
      Examples batch = examples.slice(from, Math.min(examples.size(), from + BATCH));
      try (NDManager manager = trainer.getManager().newSubManager()) {
        NDList inputs = new NDList(manager.create(batch.vectors()));
        NDList targets = new NDList(manager.create(batch.targets()));
        sum +=
            batch.size()
                * (learn ? step(trainer, inputs, targets) : check(trainer, inputs, targets));
      }
    }
    return sum / examples.size();
  }

  private static double step(Trainer trainer, NDList inputs, NDList targets) {
    double value;
    try (GradientCollector gradients = trainer.newGradientCollector()) {
      NDArray loss = trainer.getLoss().evaluate(targets, trainer.forward(inputs));
      gradients.backward(loss);
      value = loss.getFloat();
    }
    trainer.step();
    return value;
  }

  private static double check(Trainer trainer, NDList inputs, NDList targets) {
    return trainer.getLoss().evaluate(targets, trainer.evaluate(inputs)).getFloat();
  }

  private DefaultTrainingConfig configuration(int rows) {
    int steps = epochs * (rows / BATCH + 1);
    return new DefaultTrainingConfig(new HeadLoss())
        .optOptimizer(
            Optimizer.adamW()
                .optLearningRateTracker(
                    Tracker.cosine()
                        .setBaseValue(1e-3f)
                        .optFinalValue(2e-5f)
                        .setMaxUpdates(steps)
                        .build())
                .optWeightDecays(0.01f)
                .build());
  }

  private static Head snapshot(SequentialBlock net) {
    List<float[]> values = new ArrayList<>();
    for (Parameter parameter : net.getParameters().values()) {
      values.add(parameter.getArray().toFloatArray());
    }
    List<Head.Layer> layers = new ArrayList<>();
    for (int i = 0; i < values.size(); i += 2) {
      layers.add(new Head.Layer(values.get(i), values.get(i + 1)));
    }
    return new Head(layers);
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
