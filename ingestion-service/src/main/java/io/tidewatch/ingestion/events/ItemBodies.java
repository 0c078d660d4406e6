package io.tidewatch.ingestion.events;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  Items read(HttpServletRequest request) throws IOException {
    byte[] body = body(request);
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

  private byte[] body(HttpServletRequest request) throws IOException {
    int most = (int) properties.maxRequestSize().toBytes();
    boolean packed = "gzip".equalsIgnoreCase(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    if (request.getContentLengthLong() > most) {
      throw tooLarge();
    }
    try (InputStream in =
        packed ? new GZIPInputStream(request.getInputStream()) : request.getInputStream()) {
      byte[] body = in.readNBytes(most + 1);
      if (body.length > most) {
        throw tooLarge();
      }
      return body;
    } catch (ZipException | EOFException e) {
      throw CollectorException.malformed("The body is no gzip, though its header says so.");
    }
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

  private void refuseTooMany(int count) {
    if (count > properties.maxItems()) {
      throw CollectorException.tooLarge(
          "A body may have at most %,d items.".formatted(properties.maxItems()));
    }
  }
}
