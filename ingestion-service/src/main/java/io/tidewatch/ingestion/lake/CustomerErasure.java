package io.tidewatch.ingestion.lake;

import io.tidewatch.contracts.events.RawLanded;
import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.contracts.events.Topics;
import io.tidewatch.contracts.lake.LakeLayout;
import io.tidewatch.contracts.lake.Provenance;
import io.tidewatch.ingestion.lake.Receipt.Part;
import io.tidewatch.lake.upkeep.RowErasure;
import io.tidewatch.platform.kafka.EventPublisher;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Takes a customer out of every table of the lake, and drops the old states that held the rows. The
 * stages behind are told that the raw tables have changed and make their own stores anew.
 */
@Component
class CustomerErasure {
  private static final Logger log = LoggerFactory.getLogger(CustomerErasure.class);
  private static final String CUSTOMER = "customer_id";
  private static final String RECORD = "record";
  private static final List<String> NOT_COVERED =
      List.of(
          "landing/: received files stay as they came until tidewatch.ingestion.maintenance.landing-age removes them; see landingFiles",
          "Kafka: records of the customer stay until the topics' retention ends; what comes of them later is new",
          "marts and processed tables: made anew from the raw tables by the run that follows",
          "feature-service, churn-service, sentiment-service: each deletes its rows when it reads the erasure from Kafka, within seconds if it runs; not awaited here");

  private final LakeTables tables;
  private final EventPublisher events;
  private final KafkaTemplate<String, String> kafka;
  private final Clock clock;

  CustomerErasure(
      LakeTables tables, EventPublisher events, KafkaTemplate<String, String> kafka, Clock clock) {
    this.tables = tables;
    this.events = events;
    this.kafka = kafka;
    this.clock = clock;
  }

  /**
   * Erases; may be done again after a failure, and then finds what is left.
   *
   * @param earlier what an earlier try has done; null at the first
   * @param progress takes the receipt after each table
   */
  Receipt erase(
      String customerId, LakeJob job, @Nullable Receipt earlier, Consumer<Receipt> progress) {
    List<Part> parts = new ArrayList<>();
    Set<String> sources = new TreeSet<>(earlier == null ? List.of() : earlier.landingFiles());
    boolean again = job.startedAt() != null;
    tables
        .all(LakeLayout.NAMESPACES)
        .forEach(
            (name, table) -> {
              Target target = target(table, customerId);
              if (target != null) {
                Part part = part(name, table, target, sources, again);
                parts.add(earlier == null ? part : earlier.with(part));
                progress.accept(receipt(customerId, job, parts, sources));
              }
            });
    kafka.send(Topics.CUSTOMERS_IDENTIFIED, customerId, null).join();
    parts.forEach(part -> tell(part, job));
    return receipt(customerId, job, parts, sources);
  }

  private Receipt receipt(String customerId, LakeJob job, List<Part> parts, Set<String> sources) {
    return new Receipt(
        Receipt.digest(customerId),
        job.requestedBy(),
        job.requestedAt(),
        clock.instant(),
        parts.stream().allMatch(part -> part.failure() == null),
        List.copyOf(parts),
        List.of(Topics.CUSTOMERS_IDENTIFIED),
        sources.stream().filter(source -> !source.startsWith(Topics.CLICKSTREAM_EVENTS)).toList(),
        NOT_COVERED);
  }

  /** What to look for in a table. */
  private record Target(Expression candidates, Predicate<Record> erased) {}

  private static @Nullable Target target(Table table, String customerId) {
    if (table.schema().findField(CUSTOMER) != null) {
      return new Target(
          Expressions.equal(CUSTOMER, customerId),
          row -> customerId.equals(row.getField(CUSTOMER)));
    }
    if (table.schema().findField(RECORD) != null) {
      Predicate<String> named = naming(customerId);
      return new Target(
          Expressions.notNull(RECORD),
          row -> row.getField(RECORD) instanceof String text && named.test(text));
    }
    return null;
  }

  private static Part part(
      String name, Table table, Target target, Set<String> sources, boolean again) {
    boolean provenance = table.schema().findField(Provenance.SOURCE) != null;
    try {
      RowErasure.Outcome outcome =
          new RowErasure(
                  table,
                  target.candidates(),
                  target.erased(),
                  row -> {
                    if (provenance && row.getField(Provenance.SOURCE) instanceof String source) {
                      sources.add(source);
                    }
                  })
              .erase();
      // an earlier try may have ended between the two
      boolean expire = outcome.snapshotId() != null || (again && table.currentSnapshot() != null);
      int expired = expire ? expireAllButTheLast(table) : 0;
      return new Part(name, outcome.rows(), outcome.files(), outcome.snapshotId(), expired, null);
    } catch (IOException | RuntimeException e) {
      log.atWarn().addKeyValue("table", name).setCause(e).log("rows not erased");
      return new Part(name, 0, 0, null, 0, String.valueOf(e.getMessage()));
    }
  }

  private static int expireAllButTheLast(Table table) {
    for (int attempt = 0; ; attempt++) {
      try {
        table.refresh();
        List<Long> before = snapshots(table);
        table
            .expireSnapshots()
            .expireOlderThan(table.currentSnapshot().timestampMillis())
            .retainLast(1)
            .commit();
        table.refresh();
        before.removeAll(snapshots(table));
        return before.size();
      } catch (CommitFailedException busy) {
        if (attempt == 5) {
          throw busy;
        }
      }
    }
  }

  private static List<Long> snapshots(Table table) {
    List<Long> ids = new ArrayList<>();
    for (Snapshot snapshot : table.snapshots()) {
      ids.add(snapshot.snapshotId());
    }
    return ids;
  }

  /** The stages behind bring their tables up to date with the changed raw table. */
  private void tell(Part part, LakeJob job) {
    String prefix = LakeLayout.RAW + ".";
    if (part.snapshotId() != null && part.table().startsWith(prefix)) {
      events.publishAndWait(
          new RawLanded(
              part.table().substring(prefix.length()),
              job.id().toString(),
              "erasure",
              part.snapshotId(),
              RunCounts.NONE,
              clock.instant()));
    }
  }

  /** Whether a rejected record names the customer as a whole word. */
  private static Predicate<String> naming(String customerId) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}_-])" + Pattern.quote(customerId) + "(?![\\p{L}\\p{N}_-])")
        .asPredicate();
  }
}
