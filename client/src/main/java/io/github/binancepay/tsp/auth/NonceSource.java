package io.github.binancepay.tsp.auth;

import java.security.SecureRandom;

/** Source of nonces. Each request gets a new one. */
@FunctionalInterface
public interface NonceSource {
  /** {@return 32 letters that no earlier call returned} */
  String next();

  /**
   * Nonces of 32 random letters, because the provider names only a-z and A-Z.
   *
   * @param random an unpredictable source
   * @return the nonces
   */
  static NonceSource from(SecureRandom random) {
    return () -> {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      StringBuilder nonce = new StringBuilder(bytes.length);
      for (byte each : bytes) {
        int letter = (each & 0xff) % 52;
        nonce.append((char) (letter < 26 ? 'A' + letter : 'a' + letter - 26));
      }
      return nonce.toString();
    };
  }
}
