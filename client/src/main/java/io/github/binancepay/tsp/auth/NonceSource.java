package io.github.binancepay.tsp.auth;

import java.security.SecureRandom;

/** Where the nonces come from: one for every request, and none twice. */
@FunctionalInterface
public interface NonceSource {
  /** {@return 32 letters that were not returned before} */
  String next();

  /**
   * Nonces of 32 random letters, about 180 bits each.
   *
   * <p>Letters only: the provider's rules speak of a-z and A-Z, although its samples send digits
   * too.
   *
   * @param random where they come from; a type that cannot be predicted
   * @return the source
   */
  static NonceSource from(SecureRandom random) {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return () -> {
      // One draw of 24 bytes is 32 times 6 bits; a draw per letter takes eighteen times as long.
      byte[] drawn = new byte[24];
      random.nextBytes(drawn);
      char[] nonce = new char[32];
      for (int i = 0; i < 8; i++) {
        int bits =
            (drawn[3 * i] & 0xff) << 16
                | (drawn[3 * i + 1] & 0xff) << 8
                | (drawn[3 * i + 2] & 0xff);
        for (int j = 0; j < 4; j++) {
          nonce[4 * i + j] = letters.charAt((bits >>> (6 * j) & 0x3f) % letters.length());
        }
      }
      return new String(nonce);
    };
  }
}
