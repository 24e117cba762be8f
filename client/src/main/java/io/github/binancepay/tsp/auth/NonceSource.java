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
    return new RandomNonces(random);
  }
}
