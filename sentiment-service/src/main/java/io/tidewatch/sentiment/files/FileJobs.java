package io.tidewatch.sentiment.files;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files that are or were scored. */
@Repository
class FileJobs {
  private static final String CLAIM =
      """
      update file_scoring set status = 'RUNNING', starts = starts + 1, started_at = now(),
        claimed_until = now() + make_interval(secs => :lease),
        bytes_done = 0, rows_done = 0, rows_failed = 0
      where id = (
        select id from file_scoring
        where (status = 'QUEUED' or (status = 'RUNNING' and claimed_until < now()))
          and id = any(:here)
        order by requested_at limit 1
        for update skip locked)
      returning *, now() as read_at
      """;

  private final JdbcClient client;

  FileJobs(JdbcClient client) {
    this.client = client;
  }

  void add(UUID id, String fileName, FileFormat format, String textColumn, long bytes) {
    client
        .sql(
            "insert into file_scoring (id, file_name, format, text_column, bytes, status)"
                + " values (?, ?, ?, ?, ?, 'QUEUED')")
        .params(id, fileName, format.name(), textColumn, bytes)
        .update();
  }

  Optional<FileJob> find(UUID id) {
    return client
        .sql("select *, now() as read_at from file_scoring where id = ?")
        .param(id)
        .query(FileJobs::job)
        .optional();
  }

  /** Takes the oldest job that waits, or that nobody works on any more, of those that are here. */
  Optional<FileJob> claim(Collection<UUID> here, Duration lease) {
    return client
        .sql(CLAIM)
        .param("lease", lease.toSeconds())
        .param("here", here.toArray(UUID[]::new))
        .query(FileJobs::job)
        .optional();
  }

  /** Returns whether the job still runs: it may have been cancelled, or taken over. */
  boolean progressed(FileJob job, long bytes, long rows, long failed, Duration lease) {
    return client
            .sql(
                "update file_scoring set bytes_done = ?, rows_done = ?, rows_failed = ?,"
                    + " claimed_until = now() + make_interval(secs => ?)"
                    + " where id = ? and status = 'RUNNING' and starts = ?")
            .params(bytes, rows, failed, lease.toSeconds(), job.id(), job.starts())
            .update()
        == 1;
  }

  /** Ends the job, unless it has ended already or another start of it runs. */
  void end(FileJob job, FileJob.Status status, @Nullable String message) {
    client
        .sql(
            "update file_scoring set status = :status, message = :message, ended_at = now()"
                + " where id = :id and status = 'RUNNING' and starts = :starts")
        .param("status", status.name())
        .param("message", message)
        .param("id", job.id())
        .param("starts", job.starts())
        .update();
  }

  /** Lets the job wait for the next start. */
  void putBack(FileJob job) {
    client
        .sql(
            "update file_scoring set status = 'QUEUED', starts = starts - 1"
                + " where id = ? and status = 'RUNNING' and starts = ?")
        .params(job.id(), job.starts())
        .update();
  }

  /** Returns whether the job had not ended. */
  boolean cancel(UUID id) {
    return client
            .sql(
                "update file_scoring set status = 'CANCELLED', ended_at = now()"
                    + " where id = ? and status in ('QUEUED', 'RUNNING')")
            .param(id)
            .update()
        == 1;
  }

  void remove(UUID id) {
    client.sql("delete from file_scoring where id = ?").param(id).update();
  }

  List<UUID> endedBefore(Instant moment) {
    return client
        .sql("select id from file_scoring where ended_at < ?")
        .param(Timestamp.from(moment))
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }

  private static FileJob job(ResultSet row, int number) throws SQLException {
    return new FileJob(
        row.getObject("id", UUID.class),
        row.getString("file_name"),
        FileFormat.valueOf(row.getString("format")),
        row.getString("text_column"),
        FileJob.Status.valueOf(row.getString("status")),
        row.getLong("bytes"),
        row.getLong("bytes_done"),
        row.getLong("rows_done"),
        row.getLong("rows_failed"),
        row.getInt("starts"),
        row.getString("message"),
        row.getTimestamp("requested_at").toInstant(),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        row.getTimestamp("read_at").toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
