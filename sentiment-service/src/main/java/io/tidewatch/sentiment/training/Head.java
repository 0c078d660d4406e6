package io.tidewatch.sentiment.training;

import io.tidewatch.sentiment.model.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained head in plain numbers: linear layers with GELU between them.
 *
 * @param layers from the pooled vector to the five logits
 */
record Head(List<Layer> layers) {

  /**
   * A linear layer.
   *
   * @param weight row by row, one row per output
   * @param bias one per output
   */
  record Layer(float[] weight, float[] bias) {
    int inputs() {
      return weight.length / bias.length;
    }
  }

  Head {
    layers = List.copyOf(layers);
  }

  /** Returns the head with the scaling of its inputs, (x - mean) / deviation, folded in. */
  Head withScaling(float[] mean, float[] deviation) {
    Layer first = layers.getFirst();
    float[] weight = first.weight().clone();
    float[] bias = first.bias().clone();
    for (int out = 0; out < bias.length; out++) {
      for (int in = 0; in < mean.length; in++) {
        weight[out * mean.length + in] /= deviation[in];
        bias[out] -= weight[out * mean.length + in] * mean[in];
      }
    }
    List<Layer> scaled = new ArrayList<>(layers);
    scaled.set(0, new Layer(weight, bias));
    return new Head(scaled);
  }

  /** Returns the head whose logits are divided by the temperature. */
  Head cooledBy(double temperature) {
    Layer last = layers.getLast();
    List<Layer> cooled = new ArrayList<>(layers);
    cooled.set(
        layers.size() - 1,
        new Layer(scaled(last.weight(), temperature), scaled(last.bias(), temperature)));
    return new Head(cooled);
  }

  List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      long outputs = layer.bias().length;
      tensors.add(
          Tensor.ofFloats(
              "head." + i + ".weight", List.of(outputs, (long) layer.inputs()), layer.weight()));
      tensors.add(Tensor.ofFloats("head." + i + ".bias", List.of(outputs), layer.bias()));
    }
    return tensors;
  }

  private static float[] scaled(float[] values, double divisor) {
    float[] result = values.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] /= (float) divisor;
    }
    return result;
  }
}
