package io.tidewatch.dashboard.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.UUID;

/** The RSA key that signs every token; kept on disk so that tokens outlive a restart. */
final class SigningKey {
  private static final String FILE = "issuer-signing-key.jwk";
  private static final int BITS = 2048;

  private SigningKey() {}

  /** The kept key, made the first time. */
  static RSAKey in(SecretFiles secrets) {
    String jwk = secrets.keep(FILE, SigningKey::fresh);
    try {
      return RSAKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException(
          "%s is not a JSON web key; delete it to get a new one (tokens in use become invalid)"
              .formatted(FILE),
          e);
    }
  }

  private static String fresh() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyUse(KeyUse.SIGNATURE)
          .keyID(UUID.randomUUID().toString())
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("no RSA key could be made", e);
    }
  }
}
