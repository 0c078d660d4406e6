package io.tidewatch.sentiment.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteLinesTests {
  @Test
  void readsLinesWithAndWithoutAnEnd() throws IOException {
    assertThat(read("one\n\nthree", 10)).containsExactly("1:one", "2:", "3:three");
    assertThat(read("one\n", 10)).containsExactly("1:one");
    assertThat(read("", 10)).isEmpty();
    assertThat(read("é\r\nx", 10)).containsExactly("1:é\r", "2:x");
  }

  @Test
  void holdsNoMoreOfALineThanAllowed() throws IOException {
    String large = "y".repeat(200_000);
    assertThat(read("12345678901\nnext\n" + large + "\nlast\n", 10))
        .containsExactly("1:1234567890!", "2:next", "3:yyyyyyyyyy!", "4:last");
    assertThat(read(large + "\nlast", 1 << 20)).containsExactly("1:" + large, "2:last");
  }

  private static List<String> read(String text, int longest) throws IOException {
    ByteLines lines = new ByteLines(new ByteArrayInputStream(text.getBytes(UTF_8)), longest);
    List<String> read = new ArrayList<>();
    for (ByteLines.Line line = lines.next(); line != null; line = lines.next()) {
      read.add(line.number() + ":" + new String(line.bytes(), UTF_8) + (line.tooLong() ? "!" : ""));
    }
    return read;
  }
}
