package io.tidewatch.dashboard.issuer;

import io.tidewatch.dashboard.security.AccessTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** Signs a short-lived access token for whoever is signed in to the page. */
final class MintedAccessTokens implements AccessTokens {
  private static final String ROLE_PREFIX = "ROLE_";
  private static final Duration RENEW_BEFORE_END = Duration.ofSeconds(60);

  private final ConcurrentMap<User, Minted> minted = new ConcurrentHashMap<>();
  private final JwtEncoder encoder;
  private final URI issuer;
  private final Duration validity;
  private final Clock clock;

  MintedAccessTokens(JwtEncoder encoder, URI issuer, Duration validity, Clock clock) {
    this.encoder = encoder;
    this.issuer = issuer;
    this.validity = validity;
    this.clock = clock;
  }

  @Override
  public String of(Authentication authentication) {
    User user = new User(authentication.getName(), roles(authentication));
    Instant now = clock.instant();
    return minted
        .compute(user, (u, old) -> old != null && old.usableAt(now) ? old : mint(u, now))
        .value();
  }

  private Minted mint(User user, Instant now) {
    Instant end = now.plus(validity);
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(issuer.toString())
            .subject(user.name())
            .issuedAt(now)
            .notBefore(now)
            .expiresAt(end)
            .claim("roles", user.roles())
            .build();
    return new Minted(encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue(), end);
  }

  private static List<String> roles(Authentication authentication) {
    return authentication.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .filter(a -> a != null && a.startsWith(ROLE_PREFIX))
        .map(a -> a.substring(ROLE_PREFIX.length()).toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  private record User(String name, List<String> roles) {}

  private record Minted(String value, Instant end) {
    boolean usableAt(Instant now) {
      return now.isBefore(end.minus(RENEW_BEFORE_END));
    }
  }
}
