package io.tidewatch.ingestion.files;

import io.tidewatch.ingestion.files.KnownDownloads.Known;
import io.tidewatch.ingestion.runs.Run;
import io.tidewatch.lake.dataset.DataSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Fetches files from the web and takes them in like uploads. */
@Component
class Downloads implements DisposableBean {
  private static final int MOST_REDIRECTS = 5;
  private static final int NOT_MODIFIED = 304;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final FileUploads uploads;
  private final KnownDownloads known;
  private final DownloadProperties properties;
  private final RetryTemplate retry;
  private final HttpClient http;

  Downloads(FileUploads uploads, KnownDownloads known, DownloadProperties properties) {
    this.uploads = uploads;
    this.known = known;
    this.properties = properties;
    this.retry =
        new RetryTemplate(
            RetryPolicy.builder()
                .maxRetries(properties.retries())
                .delay(properties.firstPause())
                .multiplier(2)
                .includes(IOException.class)
                .build());
    // redirects are followed here, for each target has to be looked at
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(properties.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * What a fetch led to.
   *
   * @param run the file's run; null if the server says that the file is as {@code known} has it
   */
  record Fetched(@Nullable Run run, @Nullable Known known) {}

  /**
   * Fetches a file unless it is the same as last time, and takes it in.
   *
   * <p>Nothing is accepted before the whole file has arrived, so a fetch may be tried again.
   *
   * @throws FileRefusedException if the address may not be fetched, the server refuses or does not
   *     answer, or the file cannot be loaded
   */
  Fetched fetch(DataSet dataSet, String url) throws IOException {
    URI address = WebAddresses.parse(url);
    Optional<Known> before = known.find(dataSet.name(), address.toString());
    try {
      return retry.execute(() -> attempt(dataSet, address, before.orElse(null)));
    } catch (RetryException e) {
      switch (e.getCause()) {
        case FileRefusedException refused -> throw refused;
        case RuntimeException other -> throw other;
        case IOException lost ->
            throw new FileRefusedException(
                HttpStatus.BAD_GATEWAY,
                "download-failed",
                "%s could not be fetched: %s"
                    .formatted(
                        address.getHost(),
                        lost.getMessage() == null ? "no connection" : lost.getMessage()));
        default -> throw new IOException(e.getCause());
      }
    }
  }

  /**
   * Fetches a file as {@link #fetch} does.
   *
   * @return the run that has that state of the file, new or from an earlier fetch
   */
  UUID runOf(DataSet dataSet, String url) throws IOException {
    Fetched fetched = fetch(dataSet, url);
    return fetched.run() != null
        ? fetched.run().id()
        : Objects.requireNonNull(fetched.known()).run();
  }

  private Fetched attempt(DataSet dataSet, URI address, @Nullable Known before) throws IOException {
    HttpResponse<InputStream> answer = follow(address, before);
    try (InputStream body = answer.body()) {
      int status = answer.statusCode();
      if (status == NOT_MODIFIED && before != null) {
        return new Fetched(null, before);
      }
      if (status >= 500 || status == 429) {
        throw new IOException("the server answered " + status);
      }
      if (status != 200) {
        throw new FileRefusedException(
            HttpStatus.BAD_GATEWAY,
            "download-refused",
            "%s answered %d.".formatted(address.getHost(), status));
      }
      long announced = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
      Run run = uploads.take(dataSet, name(address), body, announced);
      known.keep(
          dataSet.name(),
          address.toString(),
          new Known(
              answer.headers().firstValue("ETag").orElse(null),
              answer.headers().firstValue("Last-Modified").orElse(null),
              run.id()));
      return new Fetched(run, null);
    }
  }

  private HttpResponse<InputStream> follow(URI address, @Nullable Known before) throws IOException {
    URI next = address;
    for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
      WebAddresses.require(next, properties.privateAddresses());
      HttpResponse<InputStream> answer = send(next, before);
      Optional<String> location = answer.headers().firstValue("Location");
      if (!REDIRECTS.contains(answer.statusCode()) || location.isEmpty()) {
        return answer;
      }
      answer.body().close();
      next = next.resolve(WebAddresses.parse(location.get()));
    }
    throw new FileRefusedException(
        HttpStatus.BAD_GATEWAY,
        "too-many-redirects",
        "%s sends from one address to the next.".formatted(address.getHost()));
  }

  private HttpResponse<InputStream> send(URI address, @Nullable Known before) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(properties.answerTimeout())
            .header("User-Agent", "Tidewatch");
    if (before != null && before.etag() != null) {
      request.header("If-None-Match", before.etag());
    } else if (before != null && before.lastModified() != null) {
      request.header("If-Modified-Since", before.lastModified());
    }
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the service stops", e);
    }
  }

  private static String name(URI address) {
    String path = address.getPath() == null ? "" : address.getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isBlank() ? "download" : last;
  }

  @Override
  public void destroy() {
    http.close();
  }
}
