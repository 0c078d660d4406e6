package io.tidewatch.sentiment.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidewatch.sentiment.scoring.ScoreOutcome;
import io.tidewatch.sentiment.scoring.Scorer;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Scores one file from its first row to its last. */
@Component
class FileScoring {
  private final Scorer scorer;
  private final FileJobs jobs;
  private final KeptFiles files;
  private final FileScoringProperties properties;
  private final JsonMapper json;

  FileScoring(
      Scorer scorer,
      FileJobs jobs,
      KeptFiles files,
      FileScoringProperties properties,
      JsonMapper json) {
    this.scorer = scorer;
    this.jobs = jobs;
    this.files = files;
    this.properties = properties;
    this.json = json;
  }

  /**
   * Returns whether the file was scored to its end: the job may be cancelled meanwhile.
   *
   * @param stopping asked before each chunk
   */
  boolean score(FileJob job, BooleanSupplier stopping) throws IOException {
    try (CountingInput in = new CountingInput(Files.newInputStream(files.upload(job.id())));
        RowReader rows =
            RowReader.open(
                in, job.format(), job.textColumn(), properties.maxRowCharacters(), json);
        OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(files.result(job.id())))) {
      long done = 0;
      long failed = 0;
      for (List<Row> chunk = chunk(rows); !chunk.isEmpty(); chunk = chunk(rows)) {
        if (stopping.getAsBoolean()) {
          return false;
        }
        done += chunk.size();
        failed += write(chunk, out);
        if (!jobs.progressed(job, in.count(), done, failed, properties.lease())) {
          return false;
        }
      }
      return true;
    }
  }

  private List<Row> chunk(RowReader rows) throws IOException {
    List<Row> chunk = new ArrayList<>();
    long characters = 0;
    Row row = rows.next();
    while (row != null) {
      chunk.add(row);
      characters += row.text() == null ? 0 : row.text().length();
      row =
          chunk.size() < properties.chunkRows() && characters < properties.maxRowCharacters()
              ? rows.next()
              : null;
    }
    return chunk;
  }

  private long write(List<Row> chunk, OutputStream out) throws IOException {
    List<String> texts =
        chunk.stream()
            .filter(row -> row.text() != null)
            .map(row -> Objects.requireNonNull(row.text()))
            .toList();
    Iterator<ScoreOutcome> outcomes = scorer.scoreEach(texts).iterator();
    long failed = 0;
    for (Row row : chunk) {
      @Nullable ScoreOutcome outcome = row.text() == null ? null : outcomes.next();
      failed += outcome == null || outcome.scored() == null ? 1 : 0;
      out.write(json.writeValueAsString(ScoreColumns.appended(row, outcome)).getBytes(UTF_8));
      out.write('\n');
    }
    return failed;
  }

  private static final class CountingInput extends FilterInputStream {
    private long count;

    private CountingInput(InputStream in) {
      super(in);
    }

    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
