package io.tidewatch.benchmarks.peer;

import java.util.Map;

/** The two forms in which the peer multiplies by a matrix of weights. */
enum Linear {
  /** 32-bit floats: for checking that the graph computes what the service computes. */
  FP32 {
    @Override
    String add(Graph graph, String x, float[] weight, float[] bias) {
      int out = bias.length;
      int in = weight.length / out;
      String product = graph.node("MatMul", x, graph.floats(transposed(weight, in, out), in, out));
      return graph.node("Add", product, graph.floats(bias, out));
    }
  },

  /**
   * 8-bit weights with a scale of each output, activations quantised as they come: the operator
   * into which ONNX Runtime fuses what its own quantiser writes.
   */
  INT8 {
    @Override
    String add(Graph graph, String x, float[] weight, float[] bias) {
      int out = bias.length;
      int in = weight.length / out;
      float[] scales = new float[out];
      byte[] steps = new byte[weight.length];
      for (int o = 0; o < out; o++) {
        float largest = 1e-12f;
        for (int i = 0; i < in; i++) {
          largest = Math.max(largest, Math.abs(weight[o * in + i]));
        }
        scales[o] = largest / Byte.MAX_VALUE;
        for (int i = 0; i < in; i++) {
          steps[i * out + o] = (byte) Math.round(weight[o * in + i] / scales[o]);
        }
      }
      return graph.node(
          Graph.MICROSOFT,
          "DynamicQuantizeMatMul",
          Map.of(),
          x,
          graph.bytes(steps, in, out),
          graph.floats(scales, out),
          "",
          graph.floats(bias, out));
    }
  };

  /**
   * Adds {@code x} times the weights plus bias.
   *
   * @param weight one row for each output
   */
  abstract String add(Graph graph, String x, float[] weight, float[] bias);

  private static float[] transposed(float[] weight, int in, int out) {
    float[] turned = new float[weight.length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        turned[i * out + o] = weight[o * in + i];
      }
    }
    return turned;
  }
}
