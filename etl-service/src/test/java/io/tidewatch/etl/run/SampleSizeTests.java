package io.tidewatch.etl.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidewatch.contracts.events.RunCounts;
import io.tidewatch.etl.RawLandings;
import io.tidewatch.etl.TestingService;
import io.tidewatch.lake.Lake;
import io.tidewatch.lake.dataset.DataSets;
import io.tidewatch.spark.SparkSessions;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/** Measures runs of the default sample size: {@code -Dtidewatch.etl.sample-size=true}. */
@EnabledIfSystemProperty(
    named = "tidewatch.etl.sample-size",
    matches = "true",
    disabledReason = "a measurement, minutes long; -Dtidewatch.etl.sample-size=true runs it")
class SampleSizeTests extends TestingService {
  private static final int CUSTOMERS = 5_000;
  private static final int LINES = 200_000;
  private static final int CLICKS = 500_000;
  private static final long YEAR_SECONDS = 365L * 86_400;

  @Autowired private Lake lake;
  @Autowired private DataSets dataSets;
  @Autowired private EtlJob job;
  @Autowired private RunCompletion completion;
  @Autowired private Runs runs;
  @Autowired private SparkSessions sessions;

  @Test
  void refinesTheDefaultSample() {
    land();
    for (int i = 0; i < 3; i++) {
      long begin = System.nanoTime();
      double cpu = cpuSeconds();
      runs.queued("sample", true, Instant.now());
      Run run = runs.begin(Instant.now()).orElseThrow();
      long[] last = {begin};
      String[] step = {"pin"};
      EtlResult result =
          job.run(
              run,
              Map.of(),
              next -> {
                print(step[0], last[0]);
                step[0] = next;
                last[0] = System.nanoTime();
              });
      print(step[0], last[0]);
      completion.succeeded(run, result);
      System.out.printf(
          "RUN %d: %.1f s wall, %.1f s cpu, heap after gc %d MB, rss %s%n",
          i, (System.nanoTime() - begin) / 1e9, cpuSeconds() - cpu, heapMegabytes(), rss());
      assertThat(result.counts().values()).allMatch(RunCounts::balanced);
    }
    sessions.close();
    System.out.printf("SESSION STOPPED: heap after gc %d MB, rss %s%n", heapMegabytes(), rss());
  }

  private void land() {
    RawLandings raw = new RawLandings(lake, dataSets);
    Random dice = new Random(7);
    long end = RawLandings.RECEIVED.toEpochSecond();
    raw.land(
        "customers",
        "c",
        row -> {
          for (int i = 0; i < CUSTOMERS; i++) {
            row.accept(
                TestingRows.row(
                    "customer_id",
                    "C" + i,
                    "contract",
                    "Month-to-month",
                    "country",
                    "GB",
                    "tenure_months",
                    dice.nextInt(72),
                    "monthly_charges",
                    20 + dice.nextInt(90) / 1.0,
                    "gender",
                    "male",
                    "online_backup",
                    "Yes",
                    "churned",
                    dice.nextBoolean()));
          }
        });
    raw.land(
        "transactions",
        "t",
        row -> {
          for (int i = 0; i < LINES; i++) {
            int invoice = i / 5;
            Random one = new Random(invoice);
            boolean back = one.nextInt(16) == 0;
            row.accept(
                TestingRows.row(
                    "invoice_no",
                    (back ? "C" : "") + (500_000 + invoice),
                    "stock_code",
                    "P-" + (i * 31 % 800),
                    "description",
                    "PRODUCT " + (i * 31 % 800),
                    "quantity",
                    (back ? -1 : 1) * (1 + dice.nextInt(9)),
                    "invoice_date",
                    at(end - Math.floorMod(one.nextLong(), YEAR_SECONDS)),
                    "unit_price",
                    (1 + dice.nextInt(5_000)) / 100.0,
                    "customer_id",
                    "C" + one.nextInt(CUSTOMERS),
                    "country",
                    "United Kingdom"));
          }
        });
    raw.land(
        "clickstream",
        "k",
        row -> {
          List<String> types = List.of("page_view", "view", "view", "search", "cart", "purchase");
          for (int i = 0; i < CLICKS; i++) {
            Random one = new Random(i / 8);
            row.accept(
                TestingRows.row(
                    "event_id",
                    new UUID(7, i % (CLICKS - 2_000)).toString(),
                    "event_time",
                    at(end - Math.floorMod(one.nextLong(), YEAR_SECONDS) + i % 8 * 20),
                    "event_type",
                    types.get(dice.nextInt(types.size())),
                    "customer_id",
                    "C" + one.nextInt(CUSTOMERS),
                    "session_id",
                    "S" + i / 8,
                    "product_id",
                    "P-" + dice.nextInt(800),
                    "category",
                    "kitchen.mugs",
                    "brand",
                    "harbour",
                    "price",
                    9.5,
                    "page",
                    "/shop/mug",
                    "device",
                    "mobile",
                    "country",
                    "DE"));
          }
        });
  }

  private static java.time.OffsetDateTime at(long second) {
    return Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC);
  }

  private static void print(String step, long since) {
    System.out.printf("  %-32s %6.2f s%n", step, (System.nanoTime() - since) / 1e9);
  }

  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static long heapMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static String rss() {
    try {
      return java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .findFirst()
          .orElse("unknown");
    } catch (java.io.IOException e) {
      return "unknown";
    }
  }
}
