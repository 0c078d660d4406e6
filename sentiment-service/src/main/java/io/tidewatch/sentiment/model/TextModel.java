package io.tidewatch.sentiment.model;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A model that is loaded into native memory: a tokenizer and as many predictors as callers ask for.
 * A predictor serves one thread at a time.
 */
public final class TextModel implements AutoCloseable {
  private final UnpackedModel files;
  private final Tokenizer tokenizer;
  private final ZooModel<NDList, NDList> module;

  private TextModel(UnpackedModel files, Tokenizer tokenizer, ZooModel<NDList, NDList> module) {
    this.files = files;
    this.tokenizer = tokenizer;
    this.module = module;
  }

  /** Loads an unpacked model onto the processor. */
  public static TextModel load(UnpackedModel files, int maxTokens, Path natives) {
    return load(files, maxTokens, natives, ComputeDevice.CPU);
  }

  /**
   * Loads an unpacked model.
   *
   * @param maxTokens window of the tokenizer
   * @param natives directory for the native libraries
   * @param device where the weights lie and the predictors run
   */
  public static TextModel load(
      UnpackedModel files, int maxTokens, Path natives, ComputeDevice device) {
    Engines.configure(natives);
    TextModel model;
    try {
      model =
          new TextModel(
              files,
              new Tokenizer(files.tokenizer(), files.identity().prefix(), maxTokens),
              Criteria.builder()
                  .setTypes(NDList.class, NDList.class)
                  .optModelPath(files.script())
                  .optEngine("PyTorch")
                  .optDevice(device.engineDevice())
                  .optTranslator(new NoopTranslator())
                  .build()
                  .loadModel());
    } catch (IOException | ModelNotFoundException | MalformedModelException e) {
      throw new ModelUnusableException(
          "The TorchScript %s does not load; delete it to have it written again"
              .formatted(files.script()),
          e);
    }
    model.settle();
    return model;
  }

  /** The first call changes the module, so it has to be over before others run. */
  private void settle() {
    try (Predictor<List<TokenizedText>, float[][]> first = newPredictor()) {
      first.predict(List.of(tokenizer.tokenize("ok")));
    } catch (TranslateException e) {
      close();
      throw new ModelUnusableException(
          "The model %s does not run with this precision on this device"
              .formatted(files.identity().id()),
          e);
    }
  }

  /** Returns what the model says of itself. */
  public ModelIdentity identity() {
    return files.identity();
  }

  /** Returns the tokenizer. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Returns a new predictor that shares the model's weights. */
  public Predictor<List<TokenizedText>, float[][]> newPredictor() {
    return module.newPredictor(new TokenBatchTranslator(files.outputs(), files.tokenTypes()));
  }

  @Override
  public void close() {
    module.close();
    tokenizer.close();
  }
}
