package io.tidewatch.dashboard.security;

import org.springframework.security.core.Authentication;

/** Gives the access token that a signed-in user's calls to the services carry. */
public interface AccessTokens {

  /**
   * A token that is valid now.
   *
   * @throws org.springframework.security.core.AuthenticationException if the user has to sign in
   *     again
   */
  String of(Authentication authentication);
}
