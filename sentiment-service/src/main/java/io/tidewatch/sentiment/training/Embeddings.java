package io.tidewatch.sentiment.training;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import io.tidewatch.sentiment.model.ElementType;
import io.tidewatch.sentiment.model.ModelManifest;
import io.tidewatch.sentiment.model.Safetensors;
import io.tidewatch.sentiment.model.Tensor;
import io.tidewatch.sentiment.model.TextModel;
import io.tidewatch.sentiment.model.TokenizedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mean-pooled vectors of texts from the frozen encoder, kept on disk for the next run. */
final class Embeddings {
  private static final Logger log = LoggerFactory.getLogger(Embeddings.class);
  private static final int BATCH = 32;
  private static final int BATCHES_BETWEEN_LINES = 250;

  private final TextModel model;
  private final Path cache;
  private final int workers;

  Embeddings(TextModel model, Path cache, int workers) throws IOException {
    this.model = model;
    this.cache = Files.createDirectories(cache);
    this.workers = workers;
  }

  /** Returns one vector per row, in the order of the rows. */
  float[][] of(List<LabelledReview> rows) throws IOException, InterruptedException {
    Path file = cache.resolve("vectors-%08x.safetensors".formatted(fingerprint(rows)));
    if (!Files.exists(file)) {
      log.atInfo()
          .addKeyValue("texts", rows.size())
          .addKeyValue("keptIn", file)
          .log("Embedding texts");
      float[][] vectors = embed(rows);
      int width = vectors[0].length;
      float[] flat = new float[vectors.length * width];
      for (int i = 0; i < vectors.length; i++) {
        System.arraycopy(vectors[i], 0, flat, i * width, width);
      }
      Path fresh = Files.createTempFile(cache, "vectors", ".part");
      Tensor tensor =
          Tensor.ofFloats("vectors", List.of((long) vectors.length, (long) width), flat)
              .as(ElementType.F16);
      Safetensors.write(fresh, List.of(tensor));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    float[] flat = Safetensors.map(file).tensor("vectors").floats();
    int width = flat.length / rows.size();
    float[][] vectors = new float[rows.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return vectors;
  }

  private float[][] embed(List<LabelledReview> rows) throws InterruptedException {
    TokenizedText[] texts =
        rows.parallelStream()
            .map(row -> model.tokenizer().tokenize(row.text()))
            .toArray(TokenizedText[]::new);
    Integer[] byLength = new Integer[texts.length];
    Arrays.setAll(byLength, i -> i);
    Arrays.sort(byLength, Comparator.comparingInt(i -> -texts[i].length()));
    float[][] vectors = new float[texts.length][];
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    Callable<Void> work =
        () -> {
          embedBatches(texts, byLength, vectors, next, start);
          return null;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(pool.submit(work));
      }
      for (Future<Void> worker : running) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The encoder failed on the training texts", e.getCause());
    }
    return vectors;
  }

  private void embedBatches(
      TokenizedText[] texts,
      Integer[] byLength,
      float[][] vectors,
      AtomicInteger next,
      long startNanos)
      throws TranslateException {
    try (Predictor<List<TokenizedText>, float[][]> predictor = model.newPredictor()) {
      for (int batch = next.getAndIncrement();
          batch * BATCH < texts.length;
          batch = next.getAndIncrement()) {
        int from = batch * BATCH;
        int to = Math.min(texts.length, from + BATCH);
        float[][] found =
            predictor.predict(
                Arrays.stream(byLength, from, to).map(index -> texts[index]).toList());
        for (int i = from; i < to; i++) {
          vectors[byLength[i]] = found[i - from];
        }
        if (batch % BATCHES_BETWEEN_LINES == 0) {
          double seconds = (System.nanoTime() - startNanos) / 1e9;
          log.atInfo()
              .addKeyValue("done", to)
              .addKeyValue("of", texts.length)
              .addKeyValue("textsPerSecond", Math.round(to / seconds))
              .log("Embedding");
        }
      }
    }
  }

  private long fingerprint(List<LabelledReview> rows) {
    CRC32 crc = new CRC32();
    crc.update(
        model.manifest().checksum(ModelManifest.ENCODER).getBytes(StandardCharsets.US_ASCII));
    rows.forEach(row -> crc.update(row.text().getBytes(StandardCharsets.UTF_8)));
    return crc.getValue();
  }
}
