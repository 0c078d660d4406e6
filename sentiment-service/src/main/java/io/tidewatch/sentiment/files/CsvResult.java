package io.tidewatch.sentiment.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Writes a result as CSV: the columns of its first whole row, then those of the scores. */
final class CsvResult {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private CsvResult() {}

  static void write(Path result, OutputStream out, JsonMapper json) throws IOException {
    SequencedSet<String> columns = columns(result, json);
    try (BufferedReader lines = Files.newBufferedReader(result);
        CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8)) {
      csv.writeRecord(columns);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, Object> row = json.readValue(line, OBJECT);
        csv.writeRecord(columns.stream().map(column -> text(row.get(column))).toList());
      }
    }
  }

  private static SequencedSet<String> columns(Path result, JsonMapper json) throws IOException {
    List<String> scores = ScoreColumns.names();
    SequencedSet<String> columns = new LinkedHashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(result)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, Object> row = json.readValue(line, OBJECT);
        columns.addAll(row.keySet());
        if (!row.containsKey(scores.getLast())) {
          break;
        }
      }
    }
    scores.forEach(columns::remove);
    columns.addAll(scores);
    return columns;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
