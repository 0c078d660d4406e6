package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.ModelParts;
import io.tidewatch.sentiment.model.Safetensors;
import io.tidewatch.sentiment.model.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The head that a training starts with.
 *
 * @param tensors its layers
 * @param layers number of them
 */
record StartingHead(Safetensors tensors, int layers) {
  private static final double DEVIATION = 0.02;
  private static final int CLASSES = 5;

  /** Returns the model's own head if it is to be kept, else one linear layer of small numbers. */
  static StartingHead of(ModelParts parts, boolean keep, long seed, Path directory)
      throws IOException {
    if (keep && parts.manifest().headLayers() > 0) {
      return new StartingHead(parts.head(), parts.manifest().headLayers());
    }
    int width = parts.manifest().encoder().hidden();
    float[] weight = new float[CLASSES * width];
    Random random = new Random(seed);
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (DEVIATION * random.nextGaussian());
    }
    Path file = directory.resolve("fresh-head");
    Safetensors.write(
        file,
        List.of(
            Tensor.ofFloats("head.0.weight", List.of((long) CLASSES, (long) width), weight),
            Tensor.ofFloats("head.0.bias", List.of((long) CLASSES), new float[CLASSES])));
    return new StartingHead(Safetensors.map(file), 1);
  }
}
