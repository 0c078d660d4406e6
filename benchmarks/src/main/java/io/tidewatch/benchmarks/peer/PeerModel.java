package io.tidewatch.benchmarks.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The encoder in ONNX Runtime with all its optimisations. One thread inside each operation, for the
 * callers run several at a time, as the service does.
 */
final class PeerModel {
  private static final long PADDING = 1;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  PeerModel(Path directory, Linear linear) throws IOException, OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    session = environment.createSession(EncoderGraph.of(directory, linear), options);
  }

  /** Returns the class probabilities of each text. */
  double[][] probabilities(List<long[]> batch) throws OrtException {
    int longest = batch.stream().mapToInt(ids -> ids.length).max().orElse(1);
    LongBuffer ids = LongBuffer.allocate(batch.size() * longest);
    IntBuffer mask = IntBuffer.allocate(batch.size() * longest);
    for (long[] text : batch) {
      for (int i = 0; i < longest; i++) {
        ids.put(i < text.length ? text[i] : PADDING);
        mask.put(i < text.length ? 1 : 0);
      }
    }
    long[] shape = {batch.size(), longest};
    try (OnnxTensor idsIn = OnnxTensor.createTensor(environment, ids.flip(), shape);
        OnnxTensor maskIn = OnnxTensor.createTensor(environment, mask.flip(), shape);
        OrtSession.Result result = session.run(Map.of("ids", idsIn, "mask", maskIn))) {
      float[][] logits = (float[][]) result.get(0).getValue();
      double[][] probabilities = new double[logits.length][];
      for (int i = 0; i < logits.length; i++) {
        probabilities[i] = softmax(logits[i]);
      }
      return probabilities;
    }
  }

  private static double[] softmax(float[] logits) {
    double[] out = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.exp(logits[i]);
      sum += out[i];
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= sum;
    }
    return out;
  }
}
