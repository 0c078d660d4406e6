package io.tidewatch.ingestion.schedules;

import io.tidewatch.ingestion.schedules.Step.Call;
import io.tidewatch.ingestion.schedules.Step.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/** Starts and watches runs of other services, as an operator of the platform's issuer. */
@Component
class ServiceCalls {
  private static final String CLIENT = "schedules";
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final ServiceAddresses addresses;
  private final OAuth2AuthorizedClientManager clients;
  private final RestClient http;

  ServiceCalls(
      ServiceAddresses addresses,
      ScheduleProperties properties,
      @Value("${tidewatch.security.issuer:http://localhost:8080}") String issuer) {
    this.addresses = addresses;
    this.clients = clients(properties, issuer);
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT).build());
    requests.setReadTimeout(ANSWER);
    this.http = RestClient.builder().requestFactory(requests).build();
  }

  private static OAuth2AuthorizedClientManager clients(
      ScheduleProperties properties, String issuer) {
    URI tokens = properties.tokenUri();
    var registrations =
        new InMemoryClientRegistrationRepository(
            ClientRegistration.withRegistrationId(CLIENT)
                .clientId(properties.clientId())
                .clientSecret(properties.clientSecret())
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("operator")
                .tokenUri(tokens == null ? issuer + "/oauth2/token" : tokens.toString())
                .build());
    return new AuthorizedClientServiceOAuth2AuthorizedClientManager(
        registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
  }

  /** The call did not do what it is for. */
  static final class CallFailedException extends RuntimeException {
    /** Whether asking again later may help. */
    private final boolean passing;

    CallFailedException(String message, boolean passing, @Nullable Throwable cause) {
      super(message, cause);
      this.passing = passing;
    }

    boolean passing() {
      return passing;
    }
  }

  /**
   * Asks a service for a run.
   *
   * @return the path at which the run is watched
   * @throws CallFailedException if it takes none
   */
  String start(Call call) {
    ResponseEntity<Void> answer =
        exchange(
            call.service(),
            () ->
                http.post()
                    .uri(addresses.of(call.service()) + call.path())
                    .headers(this::authorise)
                    .retrieve()
                    .toBodilessEntity());
    URI run = answer.getHeaders().getLocation();
    if (run == null || run.getPath() == null) {
      throw new CallFailedException(
          "%s answered %s without saying where the run is"
              .formatted(call.service(), answer.getStatusCode()),
          false,
          null);
    }
    return run.getPath();
  }

  /**
   * How a run of another service stands.
   *
   * @param message what it says of itself
   */
  record State(String status, @Nullable String message) {
    boolean open() {
      return switch (status) {
        case "SUCCEEDED", "SKIPPED", "DUPLICATE", "FAILED", "CANCELLED" -> false;
        default -> true;
      };
    }

    boolean good() {
      return !open() && !status.equals("FAILED") && !status.equals("CANCELLED");
    }
  }

  /**
   * Looks after a run.
   *
   * @throws CallFailedException if the service does not say how it stands
   */
  State state(Target service, String path) {
    JsonNode run = figures(service, path);
    String status = run.path("status").asString("");
    String message = run.path("message").asString("");
    return new State(status, message.isEmpty() ? null : message);
  }

  /**
   * What a service says of itself.
   *
   * @throws CallFailedException if it says nothing
   */
  JsonNode figures(Target service, String path) {
    return exchange(
        service,
        () ->
            http.get()
                .uri(addresses.of(service) + path)
                .headers(this::authorise)
                .retrieve()
                .body(JsonNode.class));
  }

  private interface Exchange<T> {
    @Nullable T send();
  }

  private static <T> T exchange(Target service, Exchange<T> exchange) {
    try {
      T answer = exchange.send();
      if (answer == null) {
        throw new CallFailedException(service + " gave no answer", true, null);
      }
      return answer;
    } catch (HttpClientErrorException e) {
      HttpStatusCode status = e.getStatusCode();
      throw new CallFailedException(
          "%s answered %s".formatted(service, status), status.value() == 429, e);
    } catch (RestClientException | OAuth2AuthorizationException e) {
      throw new CallFailedException(
          "%s cannot be reached: %s".formatted(service, e.getMessage()), true, e);
    }
  }

  private void authorise(HttpHeaders headers) {
    OAuth2AuthorizedClient client =
        clients.authorize(
            OAuth2AuthorizeRequest.withClientRegistrationId(CLIENT).principal(CLIENT).build());
    if (client == null) {
      throw new CallFailedException("the issuer gives no token", true, null);
    }
    headers.setBearerAuth(client.getAccessToken().getTokenValue());
  }
}
