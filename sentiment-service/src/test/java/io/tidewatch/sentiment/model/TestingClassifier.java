package io.tidewatch.sentiment.model;

import io.tidewatch.sentiment.TestingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A classifier as other tools export them: three outputs in a tuple, for which a long text is a
 * positive one.
 */
public final class TestingClassifier {
  private static final String SOURCE =
      """
      class SentimentModel(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        _is_full_backward_hook : Optional[bool]
        def forward(self: __torch__.SentimentModel,
          input_ids: Tensor,
          attention_mask: Tensor) -> Tuple[Tensor]:
          words = torch.sum(torch.to(attention_mask, 6), [1])
          nothing = torch.mul(words, 0.)
          logits = torch.stack([torch.sub(nothing, 1.), nothing, torch.sub(words, 12.)], 1)
          return (logits,)
      """;

  private TestingClassifier() {}

  /** Writes the files of the classifier into the folder. */
  public static void write(Path folder, String labels) throws IOException {
    TorchScriptArchive.write(folder.resolve("model.pt"), SOURCE, List.of());
    try (InputStream in = TestingModel.shipped().open(ModelManifest.TOKENIZER)) {
      Files.copy(new GZIPInputStream(in), folder.resolve("tokenizer.json"));
    }
    Files.writeString(folder.resolve("config.json"), "{\"id2label\": " + labels + "}");
  }
}
