package io.tidewatch.ingestion.events;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the items of a request: an array, one object, or a line each; packed by gzip or not. */
@Component
class ItemBodies {
  private static final int FIRST = 8 << 10;

  private final JsonMapper json;

  /** Reads one value and leaves what follows it to the caller. */
  private final ObjectReader values;

  private final CollectorProperties properties;

  ItemBodies(JsonMapper json, CollectorProperties properties) {
    this.json = json;
    this.values = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    this.properties = properties;
  }

  /**
   * @param broken lines that are not JSON; an array that is none is refused as a whole
   */
  record Items(List<JsonNode> nodes, List<Integer> indexes, List<Broken> broken) {}

  /** A line that is no JSON. */
  record Broken(Rejection rejection, String line) {}

  /** The items in the body of a request. */
  Items items(HttpServletRequest request, byte[] body) {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    Items items = new Items(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (type.contains("ndjson") || type.contains("jsonl")) {
      lines(body, items);
    } else {
      document(body, items);
    }
    if (items.nodes().isEmpty() && items.broken().isEmpty()) {
      throw CollectorException.empty();
    }
    return items;
  }

  /**
   * The body of a request, unpacked.
   *
   * @param part grows with what comes
   */
  byte[] body(HttpServletRequest request, CollectorRoom.Part part) throws IOException {
    boolean packed = "gzip".equalsIgnoreCase(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    long length = request.getContentLengthLong();
    if (length > properties.maxRequestSize().toBytes()) {
      throw tooLarge();
    }
    // one more than is said: then the end is found without growing
    int first = packed || length < 0 ? FIRST : (int) Math.min(FIRST, length + 1);
    part.growTo(first);
    try (InputStream in =
        packed ? new GZIPInputStream(request.getInputStream()) : request.getInputStream()) {
      return read(in, new byte[first], part);
    } catch (ZipException | EOFException e) {
      throw CollectorException.malformed("The body is no gzip, though its header says so.");
    } catch (SocketTimeoutException e) {
      throw CollectorException.tooSlow();
    }
  }

  private byte[] read(InputStream in, byte[] first, CollectorRoom.Part part) throws IOException {
    long end = System.nanoTime() + properties.patience().toNanos();
    int most = (int) properties.maxRequestSize().toBytes();
    byte[] body = first;
    int size = 0;
    for (int n = in.read(body); n >= 0; n = in.read(body, size, body.length - size)) {
      size += n;
      if (size > most) {
        throw tooLarge();
      }
      if (System.nanoTime() > end) {
        throw CollectorException.tooSlow();
      }
      if (size == body.length) {
        int larger = Math.min(2 * size, most + 1);
        part.growTo(larger);
        body = Arrays.copyOf(body, larger);
      }
    }
    return Arrays.copyOf(body, size);
  }

  private CollectorException tooLarge() {
    return CollectorException.tooLarge(
        "A body may have at most %s, unpacked; send fewer items at once."
            .formatted(properties.maxRequestSize()));
  }

  private void document(byte[] body, Items items) {
    try (JsonParser parser = json.createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          add(items, values.readTree(parser));
        }
      } else if (first != null) {
        add(items, values.readTree(parser));
      }
      if (first != null && parser.nextToken() != null) {
        throw CollectorException.malformed(
            "There is more after the end of the JSON; for one item a line send application/x-ndjson.");
      }
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw CollectorException.malformed(
          "Not JSON at line %d, column %d: %s. Nothing was taken."
              .formatted(
                  at == null ? 1 : at.getLineNr(),
                  at == null ? 1 : at.getColumnNr(),
                  e.getOriginalMessage()));
    }
  }

  private void lines(byte[] body, Items items) {
    int index = 0;
    for (String line : new String(body, StandardCharsets.UTF_8).split("\n")) {
      if (line.isBlank()) {
        continue;
      }
      try {
        items.nodes().add(json.readTree(line));
        items.indexes().add(index);
      } catch (JacksonException e) {
        Rejection rejection = new Rejection(index, "Not JSON: " + e.getOriginalMessage(), "");
        items.broken().add(new Broken(rejection, line));
      }
      index++;
      refuseTooMany(index);
    }
  }

  /** Adds the next item of a document. */
  void add(Items items, JsonNode node) {
    items.indexes().add(items.nodes().size());
    items.nodes().add(node);
    refuseTooMany(items.nodes().size());
  }

  /**
   * @throws CollectorException if a request holds more items than are taken
   */
  void refuseTooMany(int count) {
    if (count > properties.maxItems()) {
      throw CollectorException.tooLarge(
          "A body may have at most %,d items.".formatted(properties.maxItems()));
    }
  }
}
