package io.tidewatch.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Signed bearer tokens without an issuer process: import {@link Keys} into the test's context and
 * send {@link #bearer}.
 */
public final class TestingTokens {
  private static final RSAKey KEY = key();

  private TestingTokens() {}

  /** An {@code Authorization} header value for a caller with these roles, in lower case. */
  public static String bearer(String... roles) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(),
              new JWTClaimsSet.Builder()
                  .issuer("http://localhost:8080")
                  .subject("tester")
                  .claim("roles", List.of(roles))
                  .issueTime(Date.from(Instant.now()))
                  .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                  .build());
      jwt.sign(new RSASSASigner(KEY));
      return "Bearer " + jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("test token could not be signed", e);
    }
  }

  /** Makes the service under test accept {@link #bearer} tokens. */
  @TestConfiguration
  public static class Keys {
    @Bean
    JwtDecoder testingJwtDecoder() throws JOSEException {
      return NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
    }
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("testing").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("test key could not be made", e);
    }
  }
}
