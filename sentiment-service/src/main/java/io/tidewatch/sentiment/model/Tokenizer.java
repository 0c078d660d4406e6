package io.tidewatch.sentiment.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Cuts texts into the word pieces of the encoder. Safe for use by several threads. */
public final class Tokenizer implements AutoCloseable {
  /** Word pieces are rarely longer; the rest of a longer text cannot reach the window. */
  private static final int CHARACTERS_PER_TOKEN = 32;

  private final HuggingFaceTokenizer tokenizer;
  private final String prefix;
  private final int maxTokens;

  /** Opens a tokenizer.json. */
  public Tokenizer(Path file, String prefix, int maxTokens) {
    this.prefix = prefix;
    this.maxTokens = maxTokens;
    try {
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(
              file,
              Map.of(
                  "padding", "false",
                  "truncation", "true",
                  "maxLength", Integer.toString(maxTokens)));
    } catch (IOException e) {
      throw new ModelUnusableException("The tokenizer %s does not open".formatted(file), e);
    }
  }

  /** Returns the word pieces of the text, cut to the window. */
  public TokenizedText tokenize(String text) {
    String wellFormed = wellFormed(text);
    int limit = maxTokens * CHARACTERS_PER_TOKEN;
    boolean cut = wellFormed.length() > limit;
    if (cut) {
      int end = Character.isHighSurrogate(wellFormed.charAt(limit - 1)) ? limit - 1 : limit;
      wellFormed = wellFormed.substring(0, end);
    }
    Encoding encoding = tokenizer.encode(prefix + wellFormed);
    return new TokenizedText(encoding.getIds(), cut || encoding.exceedMaxLength());
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** The native tokenizer takes UTF-8, which has no form for half a surrogate pair. */
  private static String wellFormed(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean paired =
          !Character.isSurrogate(c)
              || (Character.isHighSurrogate(c)
                  && i + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(i + 1)));
      if (paired && Character.isHighSurrogate(c)) {
        i++;
      } else if (!paired || c == 0) {
        out = out == null ? new StringBuilder(text) : out;
        out.setCharAt(i, '\uFFFD');
      }
    }
    return out == null ? text : out.toString();
  }
}
