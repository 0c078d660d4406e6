package io.tidewatch.churn.scoring;

import io.tidewatch.churn.features.ChurnModel;
import io.tidewatch.churn.features.FeatureRow;
import io.tidewatch.platform.problem.NotFoundException;
import java.net.http.HttpClient;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * The features of one customer as feature-service knows them now, asked for with the caller's
 * token.
 */
@Component
class CustomerFeatures {
  private final FeatureService service;

  CustomerFeatures(FeatureServiceProperties properties) {
    var requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().connectTimeout(properties.connectTimeout()).build());
    requests.setReadTimeout(properties.readTimeout());
    RestClient client =
        RestClient.builder()
            .baseUrl(properties.url().toString())
            .requestFactory(requests)
            .requestInterceptor(
                (request, body, execution) -> {
                  relay(request.getHeaders());
                  return execution.execute(request, body);
                })
            .build();
    this.service =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
            .build()
            .createClient(FeatureService.class);
  }

  /**
   * The customer's features of the model's view.
   *
   * @throws NotFoundException if no view knows the customer
   * @throws FeaturesUnavailableException if feature-service does not answer
   */
  FeatureRow of(ChurnModel model, String customerId) {
    try {
      FeatureService.Features known = service.features(model.wireName(), customerId);
      return new FeatureRow(
          customerId,
          known.asOf(),
          known.numeric() == null ? Map.of() : known.numeric(),
          known.categorical() == null ? Map.of() : known.categorical());
    } catch (HttpClientErrorException.NotFound e) {
      throw new NotFoundException(
          "unknown-customer",
          "No %s features are known of this customer; check the id, or load the customer first."
              .formatted(model.wireName()));
    } catch (RestClientException e) {
      throw new FeaturesUnavailableException(
          "feature-service did not give the customer's features (%s); try again in a moment."
              .formatted(reason(e)),
          e);
    }
  }

  private static String reason(RestClientException e) {
    if (e instanceof org.springframework.web.client.RestClientResponseException answer) {
      HttpStatusCode status = answer.getStatusCode();
      return "status " + status.value();
    }
    return "no answer";
  }

  private static void relay(HttpHeaders headers) {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof JwtAuthenticationToken caller) {
      headers.setBearerAuth(caller.getToken().getTokenValue());
    }
  }
}
