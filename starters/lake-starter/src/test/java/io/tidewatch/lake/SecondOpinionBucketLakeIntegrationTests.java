package io.tidewatch.lake;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The same on a store that others have written, fake-gcs-server. Building it takes Go and some
 * minutes, so it is asked for: {@code -Dtidewatch.second-opinion=true}.
 */
class SecondOpinionBucketLakeIntegrationTests extends BucketLake {
  private static final String STORE = "github.com/fsouza/fake-gcs-server@v1.56.1";
  private static final Path BINARIES = Path.of("target", "second-opinion").toAbsolutePath();
  private static int port;
  private static Process process;
  private static Storage storage;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Boolean.getBoolean("tidewatch.second-opinion"),
        "-Dtidewatch.second-opinion=true asks for the lake on fake-gcs-server; it was not asked");
    Assumptions.assumeTrue(run(List.of("go", "version")), "Go is absent: no second opinion");
    Assumptions.assumeTrue(
        run(List.of("go", "install", STORE)), "fake-gcs-server could not be built");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    process =
        new ProcessBuilder(
                BINARIES.resolve("fake-gcs-server").toString(),
                "-backend=memory",
                "-scheme=http",
                "-host=127.0.0.1",
                "-port=" + port,
                "-external-url=" + address())
            .redirectErrorStream(true)
            .redirectOutput(BINARIES.resolve("server.log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(SecondOpinionBucketLakeIntegrationTests::answers);
    storage =
        StorageOptions.newBuilder()
            .setHost(address())
            .setProjectId("test")
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
  }

  private static boolean run(List<String> command) throws InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
      builder.environment().putAll(Map.of("GOBIN", BINARIES.toString()));
      Process started = builder.start();
      return started.waitFor(10, TimeUnit.MINUTES) && started.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static boolean answers() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(address() + "/storage/v1/b").toURL().openConnection();
    return connection.getResponseCode() == 200;
  }

  private static String address() {
    return "http://localhost:" + port;
  }

  @AfterAll
  static void stop() {
    if (process != null) {
      process.destroy();
    }
  }

  @BeforeEach
  void fill() {
    storage.create(BucketInfo.of("lake"));
  }

  @AfterEach
  void empty() {
    storage.list("lake").iterateAll().forEach(Blob::delete);
    storage.delete("lake");
  }

  @Override
  String url() {
    return address();
  }

  @Override
  void put(String name, String content) {
    storage.create(
        BlobInfo.newBuilder("lake", name).build(), content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  List<String> names() {
    return storage.list("lake").streamAll().map(Blob::getName).toList();
  }
}
