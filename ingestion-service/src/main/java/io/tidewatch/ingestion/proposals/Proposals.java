package io.tidewatch.ingestion.proposals;

import io.tidewatch.ingestion.proposals.Proposal.Note;
import io.tidewatch.ingestion.reading.FileContent;
import io.tidewatch.ingestion.reading.FileReading;
import io.tidewatch.ingestion.reading.RecordReader;
import io.tidewatch.ingestion.reading.SourceRecord;
import io.tidewatch.ingestion.reading.UnreadableFileException;
import io.tidewatch.ingestion.typing.ColumnGuess;
import io.tidewatch.lake.dataset.DataSet;
import io.tidewatch.lake.dataset.DataSet.Type;
import io.tidewatch.lake.dataset.DataSets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Looks at the first records of a file and describes them. */
@Component
public class Proposals {
  private static final int RECORDS = 10_000;
  private static final int COLUMNS = 500;
  private static final int USUAL_LENGTH = 10_000;
  private static final Pattern ID =
      Pattern.compile("(.*_)?(id|uuid|guid|key|no|number|ref|ticket|code)");
  private static final Pattern PERSONAL =
      Pattern.compile(
          "(.*_)?(e_mail|email|phone|phone_no|phone_number|mobile|address|street|dob|birthday|birth_date|date_of_birth|surname|first_name|last_name|full_name|customer_name|iban|passport|ssn|postcode|postal_code|zip|zip_code|customer_id|user_id|client_id)");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final YAMLMapper YAML =
      YAMLMapper.builder().disable(YAMLWriteFeature.WRITE_DOC_START_MARKER).build();

  private final FileReading reading;

  Proposals(FileReading reading) {
    this.reading = reading;
  }

  /**
   * A description of the file.
   *
   * @param name of the proposed data set; null: after the file
   * @param header whether the first line of a delimited file is its header; null: to be found out
   * @throws UnreadableFileException if the file has no records
   */
  public Proposal of(@Nullable String name, @Nullable Boolean header, FileContent file)
      throws IOException {
    Sample sample = sampled(reading.openUndescribed(file));
    boolean headless =
        sample.delimited()
            && (header == null
                ? sample.broken() > sample.rows() || HeaderGuess.isRecord(sample.columns())
                : !header);
    if (headless) {
      sample = sampled(reading.openUndescribedWithoutHeader(file, COLUMNS));
    }
    if (sample.rows() == 0) {
      throw new UnreadableFileException("empty-file", "The file has no records to describe.");
    }
    String called = name != null ? name : ColumnNames.plain(file.name().replaceAll("\\..*", ""));
    return described(called, sample, headless);
  }

  /**
   * The first records of a file.
   *
   * @param uneven whether some have more fields than others
   */
  private record Sample(
      Map<String, ColumnGuess> columns,
      long rows,
      long broken,
      boolean delimited,
      boolean uneven) {}

  private static Sample sampled(RecordReader opened) throws IOException {
    Map<String, ColumnGuess> columns = new LinkedHashMap<>();
    long rows = 0;
    long broken = 0;
    int first = -1;
    boolean uneven = false;
    try (RecordReader records = opened) {
      SourceRecord one;
      while (rows + broken < RECORDS && (one = records.next()) != null) {
        if (one.flaw() != null) {
          broken++;
          continue;
        }
        rows++;
        int fields = take(one.original().get(), columns);
        first = first < 0 ? fields : first;
        uneven |= fields != first;
      }
      return new Sample(columns, rows, broken, records.delimited(), uneven);
    }
  }

  /** Adds a record; gives how many fields it has. */
  private static int take(String original, Map<String, ColumnGuess> columns) {
    JsonNode record = JSON.readTree(original);
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      JsonNode value = field.getValue();
      ColumnGuess guess = columns.get(field.getKey());
      if (guess == null) {
        if (columns.size() == COLUMNS) {
          continue;
        }
        guess = new ColumnGuess();
        columns.put(field.getKey(), guess);
      }
      guess.add(value.isNull() ? null : value.isContainer() ? value.toString() : value.asString());
    }
    return record.size();
  }

  private static Proposal described(String name, Sample sample, boolean headless) {
    long rows = sample.rows();
    List<Note> notes = new ArrayList<>();
    List<Map<String, Object>> columns = new ArrayList<>();
    ColumnNames names = new ColumnNames();
    String key = null;
    String eventTime = null;
    if (headless) {
      notes.add(
          new Note(
              "",
              sample.uneven()
                  ? "no header, and records of different lengths; each gets a name of its own"
                  : "the first line seems to be a record, not a header; name the columns"));
    }
    if (headless && sample.uneven()) {
      // lists, such as baskets: equal ones are not the same one
      key = names.next("record id");
      columns.add(Map.of("name", key, "generated", DataSet.Column.ROW_HASH));
    }
    for (Map.Entry<String, ColumnGuess> one : sample.columns().entrySet()) {
      String column = names.next(one.getKey());
      ColumnGuess values = one.getValue();
      ColumnGuess.Guess guess = values.guess();
      boolean id =
          ID.matcher(column).matches()
              && (guess.type() == Type.INT
                  || guess.type() == Type.LONG
                  || guess.type() == Type.STRING);
      boolean whole = values.filled() == rows;
      if (key == null && id && whole && rows > 1 && values.distinct() == rows) {
        key = column;
      }
      boolean time = guess.type() == Type.DATE || guess.type() == Type.TIMESTAMP;
      if (eventTime == null && time && whole) {
        eventTime = column;
      }
      if (!id || guess.type() == Type.STRING) {
        guess.doubts().forEach(text -> notes.add(new Note(column, text)));
      }
      if (one.getKey().isBlank()) {
        notes.add(new Note(column, "the header has no name"));
      }
      columns.add(column(column, one.getKey(), values, guess, id, column.equals(key)));
    }
    if (key == null) {
      notes.add(new Note("", "no column names a row; equal rows will count as duplicates"));
    }
    if (rows + sample.broken() == RECORDS) {
      notes.add(new Note("", "only the first %,d records were looked at".formatted(RECORDS)));
    }
    if (sample.broken() > 0) {
      notes.add(new Note("", "%,d records could not be read".formatted(sample.broken())));
    }
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    if (headless) {
      description.put("header", false);
    }
    if (key != null) {
      description.put("key", List.of(key));
    }
    if (eventTime != null) {
      description.put("eventTime", eventTime);
    }
    description.put("columns", columns);
    String yaml = comments(notes, rows) + YAML.writeValueAsString(description);
    DataSets.parse(name, yaml);
    return new Proposal(name, yaml, rows, List.copyOf(notes));
  }

  private static Map<String, Object> column(
      String name,
      String header,
      ColumnGuess values,
      ColumnGuess.Guess guess,
      boolean id,
      boolean key) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", name);
    if (id) {
      column.put("normalise", "id");
    } else if (guess.type() != Type.STRING) {
      column.put("type", guess.type().name().toLowerCase(Locale.ROOT));
    }
    if (key) {
      column.put("required", true);
    }
    if (!guess.formats().isEmpty()) {
      column.put("formats", guess.formats());
    }
    if (!header.isBlank() && !header.equals(name)) {
      column.put("aliases", List.of(header));
    }
    if (values.longest() > USUAL_LENGTH) {
      column.put("maxLength", 10 * values.longest());
    }
    if (values.emails() || PERSONAL.matcher(name).matches()) {
      column.put("pii", true);
    }
    return column;
  }

  private static String comments(List<Note> notes, long rows) {
    StringBuilder text =
        new StringBuilder(
            "# Proposed from %,d records; look at it before you use it.\n".formatted(rows));
    for (Note note : notes) {
      text.append("# ")
          .append(note.column().isEmpty() ? "" : note.column() + ": ")
          .append(note.text())
          .append('\n');
    }
    return text.toString();
  }
}
