package io.tidewatch.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.sentiment.TestingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateTests {
  private static final String ROWS =
      """
      en	pos	5	shop	CC0	Wonderful, I love it, the best I ever bought
      en	neg	1	shop	CC0	Broken on arrival, terrible, never again
      de	neg		shop	CC BY 4.0	Völlig unbrauchbar, ich will mein Geld zurück
      """;

  @TempDir Path directory;

  @Test
  void printsALineForEachLanguageAndOneForAll() throws IOException {
    Path file = Files.writeString(directory.resolve("rows.tsv"), "lang\tlabel3\n" + ROWS);
    assertThat(run(file.toString()).lines().map(line -> line.split(" +")[0]))
        .containsExactly("model", "lang", "de", "en", "all");
  }

  @Test
  void printsJsonOfTheTiersAskedFor() throws IOException {
    Path file = Files.writeString(directory.resolve("rows.tsv"), ROWS);
    assertThat(run(file.toString(), "--json", "--tiers", "CC0"))
        .contains("\"starRows\" : 2", "\"within_one\"")
        .doesNotContain("\"de\"");
  }

  @Test
  void namesTheLineThatIsWrong() throws IOException {
    Path file = Files.writeString(directory.resolve("rows.tsv"), ROWS + "en\tgood\t5\ts\tCC0\tx\n");
    assertThat(run(file.toString())).contains("Line 4", "'good'");
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command = Evaluate.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--cache";
    all[arguments.length + 1] = TestingModel.CACHE.toString();
    command.execute(all);
    return out.toString();
  }
}
