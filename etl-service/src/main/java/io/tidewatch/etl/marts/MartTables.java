package io.tidewatch.etl.marts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The marts in PostgreSQL. A run stages all of them first; {@link #publish} moves them over in the
 * caller's transaction, so that readers see the marts of one run or of another, never a mixture.
 */
@Component
public class MartTables {
  private final DataSource database;
  private final JdbcClient sql;

  MartTables(DataSource database, JdbcClient sql) {
    this.database = database;
    this.sql = sql;
  }

  /** Computes a mart's rows and stages them; returns how many there are. */
  public long stage(Mart mart) {
    sql.sql("truncate staging_" + known(mart.name())).update();
    CsvRows rows = new CsvRows(mart.rows());
    Connection connection = DataSourceUtils.getConnection(database);
    try {
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "copy staging_%s (%s) from stdin with (format csv)"
                      .formatted(mart.name(), String.join(", ", rows.columns())));
      try {
        rows.writeTo(block -> copy.writeToCopy(block, 0, block.length));
        return copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("mart %s could not be staged".formatted(mart.name()), e);
    } finally {
      DataSourceUtils.releaseConnection(connection, database);
    }
  }

  /**
   * Makes the staged marts the published ones.
   *
   * @param rows staged rows by mart
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publish(UUID runId, Map<String, Long> rows, Instant at) {
    rows.forEach(
        (mart, count) -> {
          sql.sql("delete from marts." + known(mart)).update();
          sql.sql("insert into marts.%1$s select * from staging_%1$s".formatted(mart)).update();
          refreshed(mart, runId, count, at);
        });
  }

  /** Notes that a mart is now that of a run; in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void refreshed(String mart, UUID runId, long rows, Instant at) {
    sql.sql(
            """
            insert into marts.refreshed (mart, run_id, rows, refreshed_at)
            values (:mart, :run, :rows, :at)
            on conflict (mart) do update
            set run_id = excluded.run_id, rows = excluded.rows, refreshed_at = excluded.refreshed_at
            """)
        .param("mart", mart)
        .param("run", runId.toString())
        .param("rows", rows)
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  private static String known(String mart) {
    if (!MartFigures.NAMES.contains(mart)) {
      throw new IllegalArgumentException("'%s' is no mart".formatted(mart));
    }
    return mart;
  }
}
