package io.tidewatch.sentiment.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Cuts texts into the word pieces of the encoder. Safe for use by several threads. */
public final class Tokenizer implements AutoCloseable {
  /** Word pieces are rarely longer; the rest of a longer text cannot reach the last window. */
  private static final int CHARACTERS_PER_TOKEN = 32;

  private final HuggingFaceTokenizer tokenizer;
  private final String prefix;
  private final int maxTokens;
  private final long[] opening;

  /** Opens a tokenizer.json. */
  public Tokenizer(Path file, String prefix, int maxTokens) {
    this.prefix = prefix;
    this.maxTokens = maxTokens;
    try {
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(file, Map.of("padding", "false", "truncation", "false"));
    } catch (IOException e) {
      throw new ModelUnusableException("The tokenizer %s does not open".formatted(file), e);
    }
    this.opening = commonStart(ids("a"), ids("。"));
  }

  /** Returns the word pieces of the text, cut to the window. */
  public TokenizedText tokenize(String text) {
    WindowedText start = windows(text, 0, 1);
    return new TokenizedText(start.windows().getFirst().ids(), start.truncated());
  }

  /**
   * Returns the word pieces of the text in windows. Each starts with the encoder's prefix.
   *
   * @param overlap word pieces at the end of a window that come again at the start of the next
   * @param most windows; what does not fit into them is left out
   */
  public WindowedText windows(String text, int overlap, int most) {
    String wellFormed = wellFormed(text);
    String start = start(wellFormed, most);
    boolean leftOut = !wellFormed.substring(start.length()).isBlank();
    long[] ids = ids(start);
    if (ids.length <= maxTokens) {
      return new WindowedText(List.of(new TokenizedText(ids, leftOut)), leftOut);
    }
    long[] head = startsWith(ids, opening) ? opening : Arrays.copyOf(ids, 1);
    int end = ids.length - 1;
    int room = maxTokens - head.length - 1;
    int step = Math.max(1, room - overlap);
    List<TokenizedText> windows = new ArrayList<>();
    int from = head.length;
    int to = from;
    while (to < end && windows.size() < most) {
      to = Math.min(end, from + room);
      windows.add(new TokenizedText(window(head, ids, from, to), false));
      from += step;
    }
    return new WindowedText(windows, leftOut || to < end);
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  private long[] ids(String text) {
    return tokenizer.encode(prefix + text).getIds();
  }

  private String start(String text, int windows) {
    int limit = maxTokens * CHARACTERS_PER_TOKEN * windows;
    if (text.length() <= limit) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
  }

  private static long[] window(long[] head, long[] ids, int from, int to) {
    long[] window = new long[head.length + to - from + 1];
    System.arraycopy(head, 0, window, 0, head.length);
    System.arraycopy(ids, from, window, head.length, to - from);
    window[window.length - 1] = ids[ids.length - 1];
    return window;
  }

  private static long[] commonStart(long[] one, long[] other) {
    int mismatch = Arrays.mismatch(one, other);
    return Arrays.copyOf(one, mismatch < 0 ? 1 : mismatch);
  }

  private static boolean startsWith(long[] ids, long[] start) {
    return ids.length >= start.length
        && Arrays.equals(ids, 0, start.length, start, 0, start.length);
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
