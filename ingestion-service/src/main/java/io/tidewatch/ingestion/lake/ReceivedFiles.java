package io.tidewatch.ingestion.lake;

import io.tidewatch.lake.Lake;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The files that were received and loaded, as {@code landing/} has them.
 *
 * <p>Only a file whose rows are in the lake is ever removed. Its content cannot be registered a
 * second time, so nobody is about to read it. A file that could not be loaded stays: nothing else
 * has what is in it.
 */
@Component
class ReceivedFiles {
  private static final Logger log = LoggerFactory.getLogger(ReceivedFiles.class);

  private final Lake lake;
  private final JdbcClient jdbc;
  private final UpkeepProperties properties;
  private final Clock clock;

  ReceivedFiles(Lake lake, JdbcClient jdbc, UpkeepProperties properties, Clock clock) {
    this.lake = lake;
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /** A file that is kept. */
  record Received(String location, String checksum, long bytes) {}

  /**
   * What old files were removed.
   *
   * @param failed how many could not be; they are tried again next time
   */
  record Removed(long files, long bytes, long failed) {}

  /** Those whose rows are in the lake, oldest first. */
  List<Received> kept() {
    return landed("order by received_at").query(ReceivedFiles::read).list();
  }

  /**
   * Removes those that have been loaded for longer than they are to be kept; none if they are kept
   * for ever. The file goes before the note that it is gone: after a crash between the two it is
   * removed again, which changes nothing.
   */
  Removed removeOld() {
    Duration age = properties.landingAge();
    if (age == null) {
      return new Removed(0, 0, 0);
    }
    List<Received> old =
        landed("and ended_at < :before")
            .param("before", Timestamp.from(clock.instant().minus(age)))
            .query(ReceivedFiles::read)
            .list();
    long removed = 0;
    long bytes = 0;
    for (Received file : old) {
      try {
        lake.files().deleteFile(file.location());
        removed(file);
        removed++;
        bytes += file.bytes();
      } catch (RuntimeException e) {
        log.atWarn().addKeyValue("file", file.checksum()).setCause(e).log("file not removed");
      }
    }
    return new Removed(removed, bytes, old.size() - removed);
  }

  private JdbcClient.StatementSpec landed(String more) {
    return jdbc.sql(
        """
        select location, checksum, bytes from run
        where location is not null and checksum is not null and landed_at is not null
          and file_removed_at is null
        """
            + more);
  }

  private static Received read(ResultSet row, int number) throws SQLException {
    return new Received(row.getString("location"), row.getString("checksum"), row.getLong("bytes"));
  }

  private void removed(Received file) {
    jdbc.sql("update run set file_removed_at = :now where location = :location")
        .param("now", Timestamp.from(clock.instant()))
        .param("location", file.location())
        .update();
  }
}
