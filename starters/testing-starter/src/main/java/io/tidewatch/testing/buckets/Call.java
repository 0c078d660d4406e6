package io.tidewatch.testing.buckets;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param path decoded parts of the path
 * @param headers by name, whatever its case
 */
record Call(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  static Call of(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    byte[] body = exchange.getRequestBody().readAllBytes();
    if ("gzip".equals(headers.get("Content-Encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return of(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
  }

  static Call of(String method, URI uri, Map<String, String> headers, byte[] body) {
    List<String> path =
        Arrays.stream(uri.getRawPath().split("/"))
            .filter(part -> !part.isEmpty())
            .map(part -> decoded(part.replace("+", "%2B")))
            .toList();
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return new Call(method, path, query, headers, body);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  String param(String name, String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  /** The boundary that its multipart content type names. */
  String boundary() {
    String type = headers.getOrDefault("Content-Type", "");
    return type.replaceAll("(?i).*boundary=\"?([^\";]+)\"?.*", "$1");
  }
}
