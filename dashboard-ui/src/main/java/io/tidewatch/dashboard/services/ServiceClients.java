package io.tidewatch.dashboard.services;

import io.tidewatch.dashboard.security.AccessTokens;
import java.net.http.HttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Makes the clients. */
@Configuration(proxyBeanMethods = false)
class ServiceClients {
  private final ServiceProperties services;
  private final ClientHttpRequestInterceptor bearer;

  ServiceClients(ServiceProperties services, AccessTokens tokens) {
    this.services = services;
    this.bearer =
        (request, body, execution) -> {
          Authentication user = SecurityContextHolder.getContext().getAuthentication();
          if (user == null) {
            throw new AuthenticationCredentialsNotFoundException("nobody is signed in");
          }
          request.getHeaders().setBearerAuth(tokens.of(user));
          return execution.execute(request, body);
        };
  }

  @Bean
  IngestionClient ingestionClient() {
    return client(services.ingestion(), IngestionClient.class);
  }

  @Bean
  FeatureClient featureClient() {
    return client(services.feature(), FeatureClient.class);
  }

  @Bean
  ChurnClient churnClient() {
    return client(services.churn(), ChurnClient.class);
  }

  @Bean
  SentimentClient sentimentClient() {
    return client(services.sentiment(), SentimentClient.class);
  }

  private <T> T client(ServiceProperties.Service service, Class<T> type) {
    var factory =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(service.connectTimeout())
                .build());
    factory.setReadTimeout(service.readTimeout());
    RestClient rest =
        RestClient.builder()
            .baseUrl(service.url().toString())
            .requestFactory(factory)
            .requestInterceptor(bearer)
            .build();
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest))
        .build()
        .createClient(type);
  }
}
