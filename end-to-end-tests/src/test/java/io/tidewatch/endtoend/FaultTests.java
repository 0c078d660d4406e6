package io.tidewatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidewatch.contracts.lake.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Collector, broker and database are killed at random while clicks and a file come in: what was
 * acknowledged is in the lake, once, and what cannot be read is in quarantine, once. The long form
 * ({@code -Dtidewatch.e2e.long=true}) has more kills.
 *
 * <p>Runs on a platform without the services behind, in a JVM of its own.
 */
@EnabledIfSystemProperty(
    named = "tidewatch.e2e.faults",
    matches = "true",
    disabledReason = "runs in the surefire execution 'faults'")
class FaultTests {
  private static final boolean LONG = Boolean.getBoolean("tidewatch.e2e.long");
  private static final int CLICKS = 1_000_000;
  private static final int KILLS = LONG ? 100 : 20;
  private static final int FILE_ROWS = 2_000_000;
  private static final int FILE_KILLS = LONG ? 20 : 4;
  private static final List<String> VICTIMS = List.of("ingestion-service", "kafka", "postgres");

  private final Random random = new Random(Long.getLong("tidewatch.e2e.seed", 7));

  @TempDir Path files;

  @BeforeAll
  static void up() {
    Platform.upWithIngestionOnly();
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.MINUTES)
  void everyAcknowledgedClickIsThereOnce() throws Exception {
    try (ClickStorm storm = new ClickStorm(CLICKS);
        UnreadableClicks unreadable = new UnreadableClicks();
        LakeWork work = new LakeWork()) {
      work.start();
      unreadable.start();
      int slice = CLICKS / KILLS;
      for (int kill = 0; kill < KILLS; kill++) {
        storm.allowUpTo((kill + 1) * slice);
        storm.awaitAcknowledged(kill * slice + random.nextInt(slice));
        killOneAndBringItBack();
      }
      storm.allowUpTo(CLICKS);
      storm.awaitAcknowledged(CLICKS);
      work.stopAndSucceed();
      assertThat(work.rowsOfErasedCustomers()).isZero();

      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(storm.landed().cardinality()).isEqualTo(CLICKS));
      assertThat(LakeRows.positions("clickstream"))
          .as("each record of the topic is landed once")
          .doesNotHaveDuplicates();
      unreadable.stopAndSucceed();
      assertThat(unreadable.acknowledged()).isPositive();
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () ->
                  assertThat(UnreadableClicks.quarantined())
                      .hasSizeGreaterThanOrEqualTo(unreadable.acknowledged()));
      assertThat(UnreadableClicks.quarantined())
          .as("each record that cannot land is in quarantine once")
          .hasSize(unreadable.acknowledged())
          .doesNotHaveDuplicates();
      BitSet batches = ClickStorm.refusedOf(CLICKS);
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(ClickStorm.refused()).isEqualTo(batches));
      assertThat(ClickStorm.placesOfRefused())
          .as("each refused item is in quarantine once")
          .doesNotHaveDuplicates();
      assertThat(ClickStorm.refusedMoreThanOnce())
          .as("only refused items that the client had to send again are there twice")
          .matches(storm::wereSentAgain);
      assertThat(storm.landedMoreThanOnce())
          .as("only clicks that the client had to send again are in the topic twice")
          .matches(storm::wereSentAgain);
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void everyRowOfAnAcknowledgedFileIsThereOnce() throws IOException {
    Path file = BigFile.ofTransactions(files.resolve("two-million.csv"), FILE_ROWS);
    BigFile.Upload upload = BigFile.upload("transactions", file);
    for (int kill = 0; kill < FILE_KILLS && !upload.loaded(); kill++) {
      upload.awaitRowsOrEnd(random.nextInt(FILE_ROWS / 2));
      killOneAndBringItBack();
    }
    upload.awaitLoaded(FILE_ROWS);

    BitSet seen = new BitSet(FILE_ROWS);
    long[] rows = {0};
    LakeRows.forEach(
        "transactions",
        List.of("invoice_no", Provenance.POSITION),
        row -> {
          seen.set(Integer.parseInt(row.getField("invoice_no").toString()));
          rows[0]++;
        });
    assertThat(seen.cardinality()).isEqualTo(FILE_ROWS);
    assertThat(rows[0]).isEqualTo(FILE_ROWS);
  }

  private void killOneAndBringItBack() {
    String victim = VICTIMS.get(random.nextInt(VICTIMS.size()));
    Platform.kill(victim);
    Platform.bringBackIngestion();
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(Platform.health(victim)).as(victim).isEqualTo("healthy"));
  }
}
