package io.tidewatch.launcher.platform;

import java.util.Map;
import java.util.TreeMap;

/** The environment variables of each service, as {@code docs/contracts.md} lists them. */
public final class ServiceEnvironment {
  private static final String LAKE_ROLE = "lake";
  private static final String MARTS_READER = "marts_reader";

  private final Installation installation;
  private final Secrets secrets;

  public ServiceEnvironment(Installation installation, Secrets secrets) {
    this.installation = installation;
    this.secrets = secrets;
  }

  /** Everything that the service must be told. */
  public Map<String, String> of(Service service) {
    Map<String, String> env = new TreeMap<>();
    Ports ports = installation.ports();
    env.put("SERVER_PORT", Integer.toString(ports.of(service)));
    env.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.managementOf(service)));
    env.put("SPRING_DATASOURCE_URL", database(service.schema()));
    env.put("SPRING_DATASOURCE_USERNAME", service.schema());
    env.put("SPRING_DATASOURCE_PASSWORD", secrets.databaseRole(service.schema()));
    env.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + ports.kafka());
    env.put("TIDEWATCH_LAKE_WAREHOUSE", installation.lake().toUri().toString());
    env.put("TIDEWATCH_LAKE_CATALOG_URI", database(LAKE_ROLE));
    env.put("TIDEWATCH_LAKE_CATALOG_USER", LAKE_ROLE);
    env.put("TIDEWATCH_LAKE_CATALOG_PASSWORD", secrets.databaseRole(LAKE_ROLE));
    env.put("TIDEWATCH_SECURITY_ISSUER", installation.issuer());
    env.put("TIDEWATCH_DATA_DIRECTORY", installation.data().toString());
    for (Service other : Service.values()) {
      env.put("TIDEWATCH_SERVICES_%s_URL".formatted(other.name()), installation.urlOf(other));
    }
    logging(service, env);
    caches(env);
    if (service == Service.DASHBOARD) {
      dashboard(env);
    } else if (service == Service.INGESTION) {
      env.put("TIDEWATCH_INGESTION_SCHEDULES_CLIENTSECRET", secrets.cliSecret());
    }
    return env;
  }

  private void dashboard(Map<String, String> env) {
    env.put("TIDEWATCH_DASHBOARD_ISSUER_ADMINPASSWORD", secrets.adminPassword());
    env.put("TIDEWATCH_DASHBOARD_ISSUER_CLISECRET", secrets.cliSecret());
    env.put("TIDEWATCH_DASHBOARD_MARTS_URL", database("marts"));
    env.put("TIDEWATCH_DASHBOARD_MARTS_USERNAME", MARTS_READER);
    env.put("TIDEWATCH_DASHBOARD_MARTS_PASSWORD", secrets.databaseRole(MARTS_READER));
    env.put("VAADIN_USAGE_STATS_ENABLED", "false");
  }

  /** Each service writes its own bounded log; its standard output keeps only what comes before. */
  private void logging(Service service, Map<String, String> env) {
    env.put("LOGGING_FILE_NAME", installation.logs().resolve(service.module() + ".log").toString());
    env.put("LOGGING_LOGBACK_ROLLINGPOLICY_MAXFILESIZE", "10MB");
    env.put("LOGGING_LOGBACK_ROLLINGPOLICY_MAXHISTORY", "3");
    env.put("LOGGING_LOGBACK_ROLLINGPOLICY_TOTALSIZECAP", "50MB");
    env.put("LOGGING_THRESHOLD_CONSOLE", "OFF");
    env.put("SPRING_MAIN_BANNERMODE", "off");
  }

  private void caches(Map<String, String> env) {
    env.put(
        "MALLOC_ARENA_MAX", "2"); // many threads would else spread native memory over many arenas
    env.put("DJL_CACHE_DIR", installation.cache().resolve("djl").toString());
    env.put("DJL_OFFLINE", "true");
    env.put("SPARK_LOCAL_DIRS", installation.cache().resolve("spark").toString());
  }

  private String database(String schema) {
    return "jdbc:postgresql://localhost:%d/tidewatch?currentSchema=%s"
        .formatted(installation.ports().postgres(), schema);
  }
}
