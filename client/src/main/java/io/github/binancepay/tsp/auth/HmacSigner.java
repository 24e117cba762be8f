package io.github.binancepay.tsp.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with a secret key in memory. */
final class HmacSigner implements PayloadSigner {
  private static final String ALGORITHM = "HmacSHA512";

  private final SecretKeySpec key;
  private final Mac keyed;

  HmacSigner(String secretKey) {
    if (secretKey.isEmpty()) {
      throw new IllegalArgumentException("secretKey is empty; pass the key of the dashboard");
    }
    key = new SecretKeySpec(secretKey.getBytes(UTF_8), ALGORITHM);
    keyed = keyed();
  }

  // Looking up and keying a Mac takes many times as long as the HMAC. Not all providers can clone.
  @Override
  public byte[] sign(byte[] payload) {
    Mac mac;
    try {
      mac = (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      mac = keyed();
    }
    return mac.doFinal(payload);
  }

  private Mac keyed() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "This Java runtime cannot sign with the secret key and " + ALGORITHM + ": " + e, e);
    }
  }
}
