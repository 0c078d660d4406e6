package io.tidewatch.testing.buckets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidewatch.testing.buckets.Answer.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google Cloud Storage for tests, in memory: buckets; uploads whole, in parts and resumed; reads of
 * ranges; lists by prefix and page; deletions, also in batches; generations and their
 * preconditions; checksums. See the JSON API's reference at
 * https://cloud.google.com/storage/docs/json_api.
 */
public final class TestingBuckets implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int RESUME = 308;
  private static final int CHUNK = 256 << 10;

  private final Map<String, NavigableMap<String, StoredObject>> buckets = new ConcurrentHashMap<>();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicLong generation = new AtomicLong(System.currentTimeMillis() * 1000);
  private final AtomicInteger failures = new AtomicInteger();
  private final HttpServer server;

  /** An upload that comes in pieces. */
  private static final class Session {
    private final String bucket;
    private final ObjectNode object;
    private final Map<String, String> query;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable Answer result;

    Session(String bucket, ObjectNode object, Map<String, String> query) {
      this.bucket = bucket;
      this.object = object;
      this.query = query;
    }
  }

  /** Starts a server on a free port with empty buckets. */
  public TestingBuckets(String... names) {
    for (String name : names) {
      buckets.put(name, new ConcurrentSkipListMap<>());
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the object store did not start for the tests", e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** What clients take for Google's address. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Puts an object there, in place of an earlier state of it. */
  public void put(String bucket, String name, String content) {
    store(bucket, name, content.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
  }

  /** The names of all objects of a bucket, sorted. */
  public List<String> names(String bucket) {
    return List.copyOf(bucket(bucket).keySet());
  }

  /** Answers the next calls with 503. */
  public void failNext(int calls) {
    failures.set(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = Call.of(exchange);
      Answer answer =
          failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0
              ? new RefusedException(503, "backendError").answer()
              : answer(call);
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      boolean bare = answer.body().length == 0 || call.method().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), bare ? -1 : answer.body().length);
      if (!bare) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private Answer answer(Call call) {
    try {
      return route(call);
    } catch (RefusedException e) {
      return e.answer();
    }
  }

  private Answer route(Call call) {
    List<String> path = call.path();
    if (path.getFirst().equals("batch")) {
      return batch(call);
    }
    boolean upload = path.getFirst().equals("upload");
    boolean download = path.getFirst().equals("download");
    List<String> resource = path.subList(upload || download ? 3 : 2, path.size());
    if (resource.size() == 1) {
      return newBucket(call);
    }
    String bucket = resource.get(1);
    if (upload) {
      return upload(call, bucket);
    }
    if (resource.size() == 2) {
      bucket(bucket);
      return Answer.json(JSON.createObjectNode().put("kind", "storage#bucket").put("name", bucket));
    }
    if (resource.get(2).equals("storageLayout")) {
      ObjectNode layout = JSON.createObjectNode().put("bucket", bucket).put("location", "US");
      layout.putObject("hierarchicalNamespace").put("enabled", false);
      return Answer.json(layout);
    }
    if (resource.size() == 3) {
      return list(call, bucket(bucket));
    }
    String name = resource.get(3);
    return switch (call.method()) {
      case "GET", "HEAD" -> {
        StoredObject object = object(bucket, name);
        requireGeneration(call.query(), object, 304);
        yield download || call.param("alt", "").equals("media")
            ? media(call, object)
            : Answer.json(object.resource());
      }
      case "DELETE" -> delete(call, bucket, name);
      default -> throw new RefusedException(501, call.method() + " of an object");
    };
  }

  private Answer newBucket(Call call) {
    String name = JSON.readTree(call.body()).path("name").asString("");
    if (buckets.putIfAbsent(name, new ConcurrentSkipListMap<>()) != null) {
      throw new RefusedException(409, "conflict");
    }
    return Answer.json(JSON.createObjectNode().put("kind", "storage#bucket").put("name", name));
  }

  private NavigableMap<String, StoredObject> bucket(String name) {
    NavigableMap<String, StoredObject> bucket = buckets.get(name);
    if (bucket == null) {
      throw new RefusedException(404, "notFound");
    }
    return bucket;
  }

  private StoredObject object(String bucket, String name) {
    StoredObject object = bucket(bucket).get(name);
    if (object == null) {
      throw new RefusedException(404, "notFound");
    }
    return object;
  }

  private Answer delete(Call call, String bucket, String name) {
    NavigableMap<String, StoredObject> objects = bucket(bucket);
    synchronized (objects) {
      requireGeneration(call.query(), object(bucket, name), 412);
      objects.remove(name);
    }
    return Answer.empty(204);
  }

  private static void requireGeneration(
      Map<String, String> query, @Nullable StoredObject object, int otherwise) {
    String now = object == null ? "0" : Long.toString(object.generation());
    if (!query.getOrDefault("ifGenerationMatch", now).equals(now)) {
      throw new RefusedException(412, "conditionNotMet");
    }
    if (query.getOrDefault("ifGenerationNotMatch", "").equals(now)) {
      throw new RefusedException(otherwise, "conditionNotMet");
    }
    if (object != null && !query.getOrDefault("generation", now).equals(now)) {
      throw new RefusedException(404, "notFound");
    }
  }

  private static Answer media(Call call, StoredObject object) {
    byte[] all = object.content();
    String range = call.header("Range");
    Answer answer;
    if (range != null && range.startsWith("bytes=")) {
      String[] ends = range.substring("bytes=".length()).split("-", -1);
      int from = Integer.parseInt(ends[0]);
      int last = all.length - 1;
      int to = ends[1].isEmpty() ? last : (int) Math.min(last, Long.parseLong(ends[1]));
      if (from > last) {
        throw new RefusedException(416, "requestedRangeNotSatisfiable");
      }
      answer =
          new Answer(206, new TreeMap<>(), Arrays.copyOfRange(all, from, to + 1))
              .with("Content-Range", "bytes %d-%d/%d".formatted(from, to, all.length));
    } else {
      answer = new Answer(200, new TreeMap<>(), all);
    }
    return answer
        .with("Content-Type", object.type())
        .with("x-goog-generation", Long.toString(object.generation()))
        .with("x-goog-metageneration", "1")
        .with("x-goog-stored-content-length", Integer.toString(all.length))
        .with("x-goog-hash", "crc32c=" + object.crc32c());
  }

  private static Answer list(Call call, NavigableMap<String, StoredObject> objects) {
    String prefix = call.param("prefix", "");
    String delimiter = call.param("delimiter", "");
    String after = call.param("pageToken", "");
    int most = Integer.parseInt(call.param("maxResults", "1000"));
    ObjectNode page = JSON.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = JSON.createArrayNode();
    TreeSet<String> folders = new TreeSet<>();
    String last = "";
    for (StoredObject object : objects.tailMap(prefix, true).values()) {
      if (!object.name().startsWith(prefix)) {
        break;
      }
      int cut = delimiter.isEmpty() ? -1 : object.name().indexOf(delimiter, prefix.length());
      String key = cut < 0 ? object.name() : object.name().substring(0, cut + delimiter.length());
      if (key.compareTo(after) <= 0 || folders.contains(key)) {
        continue;
      }
      if (items.size() + folders.size() == most) {
        page.put("nextPageToken", last);
        break;
      }
      if (cut < 0) {
        items.add(object.resource());
      } else {
        folders.add(key);
      }
      last = key;
    }
    page.set("items", items);
    ArrayNode prefixes = page.putArray("prefixes");
    folders.forEach(prefixes::add);
    return Answer.json(page);
  }

  private Answer upload(Call call, String bucket) {
    String session = call.query().get("upload_id");
    if (session != null) {
      return resume(call, session);
    }
    return switch (call.param("uploadType", "media")) {
      case "multipart" -> {
        List<Multipart.Part> parts = Multipart.parts(call.body(), call.boundary());
        JsonNode object = JSON.readTree(parts.get(0).content());
        yield store(bucket, object, call, parts.get(1).content(), call.query());
      }
      case "resumable" -> begin(call, bucket);
      default -> store(bucket, JSON.createObjectNode(), call, call.body(), call.query());
    };
  }

  private Answer begin(Call call, String bucket) {
    ObjectNode object =
        call.body().length == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(call.body());
    if (!object.has("name")) {
      object.put("name", call.param("name", ""));
    }
    requireGeneration(call.query(), bucket(bucket).get(object.path("name").asString("")), 412);
    String id = UUID.randomUUID().toString();
    sessions.put(id, new Session(bucket, object, call.query()));
    return Answer.empty(200)
        .with(
            "Location",
            "%s/upload/storage/v1/b/%s/o?uploadType=resumable&upload_id=%s"
                .formatted(url(), bucket, id));
  }

  /** Takes the next piece; {@code Content-Range: bytes 0-9/*} says which, and if it is the last. */
  private Answer resume(Call call, String id) {
    Session session = sessions.get(id);
    if (session == null) {
      throw new RefusedException(404, "notFound");
    }
    synchronized (session) {
      if (session.result != null) {
        return session.result;
      }
      String range = call.headers().getOrDefault("Content-Range", "bytes 0-/" + call.body().length);
      String[] halves = range.substring("bytes ".length()).split("/");
      if (!halves[0].equals("*")) {
        int from = Integer.parseInt(halves[0].split("-")[0]);
        int known = session.received.size() - from;
        if (known < 0) {
          throw new RefusedException(503, "gap");
        }
        int fresh = Math.max(0, call.body().length - known);
        if (halves[1].equals("*")) {
          fresh -= (session.received.size() + fresh) % CHUNK; // pieces are kept in whole chunks
        }
        session.received.write(call.body(), known, Math.max(0, fresh));
      }
      int size = session.received.size();
      if (halves[1].equals(Integer.toString(size))) {
        byte[] content = session.received.toByteArray();
        session.result = store(session.bucket, session.object, call, content, session.query);
        return session.result;
      }
      Answer more = Answer.empty(RESUME);
      return size == 0 ? more : more.with("Range", "bytes=0-" + (size - 1));
    }
  }

  private Answer store(
      String bucket, JsonNode object, Call call, byte[] content, Map<String, String> query) {
    String name = object.path("name").asString(query.getOrDefault("name", ""));
    String type = object.path("contentType").asString("application/octet-stream");
    StoredObject fresh = new StoredObject(bucket, name, content, type, 0, Instant.now());
    String hashes = call.headers().getOrDefault("x-goog-hash", "");
    String said = object.path("crc32c").asString("");
    boolean wrong =
        Arrays.stream(hashes.split(","))
                .map(String::strip)
                .anyMatch(h -> h.startsWith("crc32c=") && !h.endsWith("=" + fresh.crc32c()))
            && !hashes.contains("crc32c=" + fresh.crc32c());
    if (wrong || (!said.isEmpty() && !said.equals(fresh.crc32c()))) {
      throw new RefusedException(400, "invalid");
    }
    return Answer.json(store(bucket, name, content, type, query).resource());
  }

  private StoredObject store(
      String bucket, String name, byte[] content, String type, Map<String, String> query) {
    NavigableMap<String, StoredObject> objects = bucket(bucket);
    synchronized (objects) {
      requireGeneration(query, objects.get(name), 412);
      StoredObject object =
          new StoredObject(
              bucket, name, content, type, generation.incrementAndGet(), Instant.now());
      objects.put(name, object);
      return object;
    }
  }

  /** Calls within a call, each a part in the form of an HTTP request. */
  private Answer batch(Call call) {
    StringBuilder answers = new StringBuilder();
    for (Multipart.Part part : Multipart.parts(call.body(), call.boundary())) {
      Multipart.Part inner = Multipart.part(part.content());
      String[] lines = inner.headers().split("\r\n");
      String[] request = lines[0].split(" ");
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers.put(lines[i].substring(0, colon).strip(), lines[i].substring(colon + 1).strip());
      }
      Answer answer = answer(Call.of(request[0], URI.create(request[1]), headers, inner.content()));
      String id =
          part.headers()
              .lines()
              .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-id:"))
              .map(line -> line.substring("content-id:".length()).replaceAll("[<> ]", ""))
              .findFirst()
              .orElse("");
      answers
          .append("--batch\r\nContent-Type: application/http\r\nContent-ID: <response-")
          .append(id)
          .append(">\r\n\r\nHTTP/1.1 ")
          .append(answer.status())
          .append(" -\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: ")
          .append(answer.body().length)
          .append("\r\n\r\n")
          .append(answer.text())
          .append("\r\n");
    }
    byte[] body = answers.append("--batch--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    return new Answer(200, new TreeMap<>(), body)
        .with("Content-Type", "multipart/mixed; boundary=batch");
  }
}
