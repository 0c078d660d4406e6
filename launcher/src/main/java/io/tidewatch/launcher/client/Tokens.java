package io.tidewatch.launcher.client;

import io.tidewatch.launcher.platform.LaunchException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bearer tokens by client credentials, one a role, renewed before they expire. */
final class Tokens {
  private static final String CLIENT = "tidewatch-cli";
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final HttpClient http;
  private final JsonMapper json;
  private final String issuer;
  private final String secret;

  Tokens(HttpClient http, JsonMapper json, String issuer, String secret) {
    this.http = http;
    this.json = json;
    this.issuer = issuer;
    this.secret = secret;
  }

  private record Token(String value, Instant until) {}

  String of(String role) {
    Token token =
        tokens.compute(
            role,
            (r, old) ->
                old != null && Instant.now().plus(MARGIN).isBefore(old.until()) ? old : fetch(r));
    return token.value();
  }

  private Token fetch(String role) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> response =
        PlatformClient.send(
            http,
            HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=" + role))
                .build());
    if (response.statusCode() != OK) {
      throw new LaunchException(
          "%s gives no token for role %s: %d %s"
              .formatted(issuer, role, response.statusCode(), response.body()));
    }
    JsonNode answer = json.readTree(response.body());
    return new Token(
        answer.path("access_token").asString(),
        Instant.now().plusSeconds(answer.path("expires_in").asLong(60)));
  }
}
