package io.tidewatch.dashboard.testing;

import io.tidewatch.dashboard.DashboardApplication;
import io.tidewatch.platform.kafka.EventPublisher;
import io.tidewatch.testing.TestingKafka;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the dashboard over a demonstration platform, to look at it: {@code Showcase PORT}. The
 * management port is the next one, the services answer on the one after.
 */
public final class Showcase {
  static final String PASSWORD = "demonstration";

  private Showcase() {}

  /** Starts it. */
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    try (TestingServices services = new TestingServices(port + 2);
        ConfigurableApplicationContext dashboard = start(port, services);
        ScheduledExecutorService clicks = Executors.newSingleThreadScheduledExecutor()) {
      TestingTraffic traffic = new TestingTraffic(dashboard.getBean(EventPublisher.class));
      traffic.runs();
      traffic.anomaly();
      clicks.scheduleAtFixedRate(traffic::click, 0, 45, TimeUnit.MILLISECONDS);
      clicks.scheduleAtFixedRate(traffic::scores, 0, 700, TimeUnit.MILLISECONDS);
      System.out.println("admin / " + PASSWORD + " at http://localhost:" + port);
      Thread.currentThread().join();
    }
  }

  private static ConfigurableApplicationContext start(int port, TestingServices services)
      throws Exception {
    Map<String, Object> properties = new HashMap<>(services.properties());
    properties.putAll(new TestingMarts().fill().properties());
    properties.put("spring.kafka.bootstrap-servers", TestingKafka.bootstrapServers());
    properties.put("server.port", port);
    properties.put("management.server.port", port + 1);
    properties.put("tidewatch.dashboard.issuer.admin-password", PASSWORD);
    properties.put("tidewatch.data-directory", Files.createTempDirectory("showcase").toString());
    return new SpringApplicationBuilder(DashboardApplication.class)
        .run(
            properties.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new));
  }
}
