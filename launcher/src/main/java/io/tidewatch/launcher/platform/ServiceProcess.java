package io.tidewatch.launcher.platform;

import io.tidewatch.launcher.process.DetachedCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of the six services, ready when its actuator says so. */
public final class ServiceProcess implements Component {
  private static final int OK = 200;

  private final Installation installation;
  private final Service service;
  private final ServiceEnvironment environment;
  private final Path java;
  private final ServiceJar jar;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  public ServiceProcess(
      Installation installation, Service service, ServiceEnvironment environment, Path java) {
    this.installation = installation;
    this.service = service;
    this.environment = environment;
    this.java = java;
    this.jar =
        new ServiceJar(
            installation.jarOf(service), installation.jarOf(service).resolveSibling("app"), java);
  }

  @Override
  public String name() {
    return service.module();
  }

  @Override
  public List<Integer> ports() {
    return List.of(installation.ports().of(service), installation.ports().managementOf(service));
  }

  @Override
  public String heap() {
    return installation.heapOf(service);
  }

  @Override
  public String mark() {
    return installation.mark() + " -Dtidewatch.process=" + name();
  }

  @Override
  public String build() throws IOException {
    return jar.build();
  }

  @Override
  public List<Path> logs() {
    return List.of(
        installation.logs().resolve(name() + ".log"), installation.logs().resolve(name() + ".out"));
  }

  @Override
  public DetachedCommand prepare() throws IOException {
    Path temporary = Files.createDirectories(installation.cache().resolve("tmp").resolve(name()));
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add(installation.mark());
    command.add("-Dtidewatch.process=" + name());
    command.add("-Xmx" + heap());
    command.addAll(service.jvmFlags(Runtime.version().feature()));
    command.add("-Djava.io.tmpdir=" + temporary);
    Path runnable = jar.extracted();
    // classes parsed once: the JVM writes the archive when it ends, and again when it does not fit
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + runnable.resolveSibling("classes.jsa"));
    command.add("-jar");
    command.add(runnable.toString());
    return new DetachedCommand(
        command, environment.of(service), installation.home(), logs().get(1));
  }

  @Override
  public boolean isReady() {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d/actuator/health/readiness"
                        .formatted(installation.ports().managementOf(service))))
            .timeout(Duration.ofSeconds(3))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
