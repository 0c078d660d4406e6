package io.tidewatch.sentiment.training;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.translate.NoopTranslator;
import io.tidewatch.sentiment.model.PaddedBatch;
import io.tidewatch.sentiment.model.TokenizedText;
import io.tidewatch.sentiment.model.WeightGroup;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A model in native memory whose weights learn. For one thread. */
final class EncoderTrainer implements AutoCloseable {
  private static final double LARGEST_GRADIENT = 1;

  private final ZooModel<NDList, NDList> model;
  private final Map<WeightGroup, PtNDArray> weights = new EnumMap<>(WeightGroup.class);
  private final Map<WeightGroup, AdamW> optimizers = new EnumMap<>(WeightGroup.class);
  private final HeadLoss loss = new HeadLoss();

  /** Loads a script that {@code TrainableModel} wrote. */
  EncoderTrainer(Path script, long seed) throws IOException {
    try {
      model =
          Criteria.builder()
              .setTypes(NDList.class, NDList.class)
              .optModelPath(script)
              .optEngine("PyTorch")
              .optDevice(Device.cpu())
              .optTranslator(new NoopTranslator())
              .optOption("trainParam", "true")
              .build()
              .loadModel();
    } catch (ModelNotFoundException | MalformedModelException e) {
      throw new IOException("The script %s does not load".formatted(script), e);
    }
    Engine.getEngine("PyTorch").setRandomSeed((int) seed);
    for (WeightGroup group : WeightGroup.values()) {
      PtNDArray array =
          model.getBlock().getParameters().stream()
              .filter(parameter -> parameter.getKey().endsWith(group.parameter()))
              .filter(parameter -> group.head() || !parameter.getKey().contains("head"))
              .map(parameter -> (PtNDArray) parameter.getValue().getArray())
              .findFirst()
              .orElseThrow();
      weights.put(group, array);
      optimizers.put(group, new AdamW(Math.toIntExact(array.size())));
    }
  }

  /**
   * Learns from a batch and returns its loss.
   *
   * @param step number of this step, from 1
   */
  double step(
      List<TokenizedText> texts,
      float[][] targets,
      long step,
      double rate,
      double headRate,
      double decay) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      double value;
      try (GradientCollector gradients = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray found =
            loss.evaluate(new NDList(manager.create(targets)), forward(manager, texts, 1));
        gradients.backward(found);
        value = found.getFloat();
      }
      update(manager, step, rate, headRate, decay);
      if (!Double.isFinite(value)) {
        throw new IllegalStateException(
            "The loss of step %d is %s; go on from the checkpoint with a lower --lr"
                .formatted(step, value));
      }
      return value;
    }
  }

  /** Returns the five logits of each text, without dropout and without learning. */
  float[][] logits(List<TokenizedText> texts) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDManager manager = model.getNDManager().newSubManager()) {
      float[] flat = forward(manager, texts, 0).singletonOrThrow().toFloatArray();
      int width = flat.length / texts.size();
      float[][] rows = new float[texts.size()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
      }
      return rows;
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  Map<WeightGroup, float[]> values() {
    Map<WeightGroup, float[]> values = new EnumMap<>(WeightGroup.class);
    weights.forEach((group, array) -> values.put(group, array.toFloatArray()));
    return values;
  }

  Map<WeightGroup, AdamW> optimizers() {
    return optimizers;
  }

  void restore(Map<WeightGroup, float[]> values, Map<WeightGroup, AdamW> moments) {
    values.forEach((group, array) -> floats(weights(group)).put(0, array));
    optimizers.putAll(moments);
  }

  @Override
  public void close() {
    model.close();
  }

  private NDList forward(NDManager manager, List<TokenizedText> texts, int dropout) {
    NDList inputs = PaddedBatch.inputs(manager, texts);
    inputs.add(manager.create(dropout));
    NDList outputs = model.getBlock().forward(new ParameterStore(manager, true), inputs, true);
    outputs.attach(manager);
    return outputs;
  }

  private void update(NDManager manager, long step, double rate, double headRate, double decay) {
    Map<WeightGroup, PtNDArray> gradients = new EnumMap<>(WeightGroup.class);
    double squares = 0;
    for (WeightGroup group : WeightGroup.values()) {
      PtNDArray gradient = weights(group).getGradient();
      gradient.attach(manager);
      gradients.put(group, gradient);
      try (NDArray norm = gradient.norm()) {
        squares += Math.pow(norm.getFloat(), 2);
      }
    }
    float scale = (float) Math.min(1, LARGEST_GRADIENT / (Math.sqrt(squares) + 1e-6));
    gradients.forEach(
        (group, gradient) ->
            optimizer(group)
                .step(
                    floats(weights(group)),
                    floats(gradient),
                    step,
                    group.head() ? headRate : rate,
                    group.decays() ? decay : 0,
                    scale));
  }

  private PtNDArray weights(WeightGroup group) {
    return Objects.requireNonNull(weights.get(group));
  }

  private AdamW optimizer(WeightGroup group) {
    return Objects.requireNonNull(optimizers.get(group));
  }

  /** A view of the array's own memory. */
  private static FloatBuffer floats(PtNDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
