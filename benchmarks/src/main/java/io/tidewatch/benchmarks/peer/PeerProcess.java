package io.tidewatch.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The peer in a process of its own, as the service is. */
public final class PeerProcess implements AutoCloseable {
  private final Process process;
  private final String url;

  private PeerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts the peer and waits until it is ready. */
  public static PeerProcess start(Path model, int threads, int largestBatch) throws IOException {
    List<String> command =
        OwnSession.java(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-Dsun.net.httpserver.nodelay=true",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            PeerServer.class.getName(),
            model.toString(),
            Integer.toString(threads),
            Integer.toString(largestBatch));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("DJL_OFFLINE", "true");
    builder.environment().put("OPT_OUT_TRACKING", "true");
    Process process = builder.start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String port = output.readLine();
    if (port == null) {
      throw new IOException("the peer ended before it was ready; its errors are above");
    }
    return new PeerProcess(process, "http://localhost:" + port);
  }

  /** Returns the base address. */
  public String url() {
    return url;
  }

  /** Returns the processor time that the peer has used. */
  public Duration processorTime() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
