package io.tidewatch.dashboard.security;

import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;

/** Relays the token that the company's issuer gave at sign-in, refreshed when it ends. */
final class RelayedAccessTokens implements AccessTokens {
  private final OAuth2AuthorizedClientManager clients;
  private final String registration;

  RelayedAccessTokens(OAuth2AuthorizedClientManager clients, String registration) {
    this.clients = clients;
    this.registration = registration;
  }

  @Override
  public String of(Authentication authentication) {
    OAuth2AuthorizedClient client =
        clients.authorize(
            OAuth2AuthorizeRequest.withClientRegistrationId(registration)
                .principal(authentication)
                .build());
    if (client == null) {
      throw new CredentialsExpiredException("the session's token has ended; sign in again");
    }
    return client.getAccessToken().getTokenValue();
  }
}
