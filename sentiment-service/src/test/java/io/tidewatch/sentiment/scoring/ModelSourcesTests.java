package io.tidewatch.sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidewatch.sentiment.TestingModel;
import io.tidewatch.sentiment.model.ExternalModel;
import io.tidewatch.sentiment.model.ModelCache;
import io.tidewatch.sentiment.model.ModelUnusableException;
import io.tidewatch.sentiment.model.OutputMapping;
import io.tidewatch.sentiment.model.TestingClassifier;
import io.tidewatch.sentiment.model.TextModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;

/** A classifier from elsewhere, from each place where a model may lie. */
class ModelSourcesTests {
  private static final String LABELS =
      "{\"0\": \"negative\", \"1\": \"neutral\", \"2\": \"positive\"}";
  private static final String LOCAL_ALLOWED = "ai.djl.allow_insecure_url";
  private static final String STORAGE = "/storage/v1/b/models/o/";
  private static final String DOWNLOAD = "/download" + STORAGE;

  @TempDir Path folder;
  @TempDir Path cache;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    // DJL else refuses addresses that are not public
    System.setProperty(LOCAL_ALLOWED, "true");
    TestingClassifier.write(folder, LABELS);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/classifier.zip", exchange -> answer(exchange, 200, zipped()));
    server.createContext(STORAGE, this::describeObject);
    server.createContext(DOWNLOAD, this::sendObject);
    server.start();
  }

  @AfterEach
  void stop() {
    System.clearProperty(LOCAL_ALLOWED);
    server.stop(0);
  }

  @Test
  void loadsFromAFolderAnArchiveOfDjlsModelZooAndABucket() throws Exception {
    for (String address :
        List.of("file:" + folder, url() + "/classifier.zip", "gs://models/one/classifier")) {
      assertThat(mostLikely(address, List.of(), "fine")).isEqualTo("neutral");
      assertThat(mostLikely(address, List.of(), "as good as they say ".repeat(10)))
          .isEqualTo("positive");
    }
  }

  @Test
  void configuredLabelsWinOverTheModels() throws Exception {
    assertThat(
            mostLikely(
                "file:" + folder,
                List.of("very_positive", "positive", "very_negative"),
                "as good as they say ".repeat(10)))
        .isEqualTo("very_negative");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThatExceptionOfType(ModelUnusableException.class)
        .isThrownBy(() -> mostLikely("gs://models/other/", List.of(), "fine"))
        .withMessageContaining("gs://models/other/model.pt");
    Files.writeString(folder.resolve("config.json"), "{\"id2label\": {\"0\": \"LABEL_0\"}}");
    assertThatExceptionOfType(ModelUnusableException.class)
        .isThrownBy(() -> mostLikely("file:" + folder, List.of(), "fine"))
        .withMessageContaining("LABEL_0")
        .withMessageContaining("tidewatch.sentiment.external.labels");
  }

  @Test
  void namesAModelByTheEndOfItsAddress() {
    assertThat(ModelSources.name("gs://bucket/models/my-model/")).isEqualTo("my-model");
    assertThat(ModelSources.name("https://example.org/a/stars.zip?token=x")).isEqualTo("stars");
    assertThat(ModelSources.name("djl://ai.djl.huggingface.pytorch/org/name")).isEqualTo("name");
  }

  private String mostLikely(String address, List<String> labels, String text) throws Exception {
    ModelSources sources = new ModelSources(new DefaultResourceLoader(), url());
    try (TextModel model =
        TextModel.load(
            new ModelCache(cache)
                .fetch(
                    sources.locate(address),
                    ModelSources.name(address),
                    new ExternalModel(labels, "", false)),
            64,
            TestingModel.CACHE)) {
      assertThat(model.identity().id()).matches("[A-Za-z0-9_-]+-external-[0-9a-f]{8}");
      float[] logits;
      try (var predictor = model.newPredictor()) {
        logits = predictor.predict(List.of(model.tokenizer().tokenize(text)))[0];
      }
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        best = logits[i] > logits[best] ? i : best;
      }
      return OutputMapping.CLASSES.get(best);
    }
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private byte[] zipped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, zip);
      }
    }
    return bytes.toByteArray();
  }

  private void describeObject(HttpExchange exchange) throws IOException {
    if (String.valueOf(exchange.getRequestURI().getQuery()).contains("alt=media")) {
      sendObject(exchange);
      return;
    }
    Path file = object(exchange);
    if (file == null) {
      answer(exchange, 404, "{\"error\": {\"code\": 404}}".getBytes(StandardCharsets.UTF_8));
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    String json =
        "{\"kind\": \"storage#object\", \"bucket\": \"models\", \"name\": \"%s\", \"generation\": \"1\", \"size\": \"%d\"}"
            .formatted("one/classifier/" + file.getFileName(), Files.size(file));
    answer(exchange, 200, json.getBytes(StandardCharsets.UTF_8));
  }

  private void sendObject(HttpExchange exchange) throws IOException {
    Path file = object(exchange);
    answer(
        exchange, file == null ? 404 : 200, file == null ? new byte[0] : Files.readAllBytes(file));
  }

  private Path object(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    String name =
        URLDecoder.decode(path.substring(path.lastIndexOf("/o/") + 3), StandardCharsets.UTF_8);
    String prefix = "one/classifier/";
    Path file = folder.resolve(name.startsWith(prefix) ? name.substring(prefix.length()) : "none");
    return Files.exists(file) ? file : null;
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      boolean bare = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, bare ? -1 : body.length);
      if (!bare) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
