package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.security.MessageDigest;

/**
 * How a digest is made of key and payload.
 *
 * @param hash of it
 * @param use of the hash
 */
record Algorithm(Hash hash, Use use) {
  /** The right one. */
  static final Algorithm HMAC_SHA512 = new Algorithm(Hash.SHA_512, Use.HMAC);

  /** What is done with a hash. */
  enum Use {
    HMAC,
    HMAC_SWAPPED,
    KEY_FIRST,
    KEY_LAST,
    PAYLOAD_ONLY
  }

  int digestBytes() {
    return hash.digestBytes();
  }

  /** {@return a digest that has taken the key, and awaits the payload} */
  MessageDigest begin(SecretKey key) {
    MessageDigest digest = use == Use.HMAC ? key.inner(hash) : hash.start();
    if (use == Use.KEY_FIRST) {
      digest.update(key.bytes());
    }
    return digest;
  }

  /** {@return the digest of the key and the payload that was taken} */
  byte[] end(SecretKey key, MessageDigest payload) {
    return switch (use) {
      case HMAC -> key.outer(hash).digest(payload.digest());
      case KEY_LAST -> payload.digest(key.bytes());
      case HMAC_SWAPPED, KEY_FIRST, PAYLOAD_ONLY -> payload.digest();
    };
  }

  /** {@return the HMAC of a message} */
  byte[] hmac(SecretKey key, byte[] message) {
    return key.outer(hash).digest(key.inner(hash).digest(message));
  }
}
