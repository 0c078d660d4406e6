package io.tidewatch.ingestion.files;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was fetched before, so that an unchanged file is not fetched again. */
@Repository
class KnownDownloads {
  private final JdbcClient jdbc;

  KnownDownloads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An earlier fetch whose run has not failed.
   *
   * @param etag the server's name of that state of the file
   */
  record Known(@Nullable String etag, @Nullable String lastModified, UUID run) {}

  Optional<Known> find(String dataset, String url) {
    return jdbc.sql(
            """
            select d.etag, d.last_modified, d.run_id from download d join run r on r.id = d.run_id
            where d.dataset = :dataset and d.url = :url and r.status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'DUPLICATE')
            """)
        .param("dataset", dataset)
        .param("url", url)
        .query(
            (row, number) ->
                new Known(
                    row.getString("etag"),
                    row.getString("last_modified"),
                    row.getObject("run_id", UUID.class)))
        .optional();
  }

  void keep(String dataset, String url, Known known) {
    jdbc.sql(
            """
            insert into download (dataset, url, etag, last_modified, run_id)
            values (:dataset, :url, :etag, :modified, :run)
            on conflict (dataset, url) do update
              set etag = excluded.etag, last_modified = excluded.last_modified, run_id = excluded.run_id
            """)
        .param("dataset", dataset)
        .param("url", url)
        .param("etag", known.etag())
        .param("modified", known.lastModified())
        .param("run", known.run())
        .update();
  }
}
