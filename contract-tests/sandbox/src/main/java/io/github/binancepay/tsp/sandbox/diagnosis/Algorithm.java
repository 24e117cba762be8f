package io.github.binancepay.tsp.sandbox.diagnosis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How a digest is made of key and payload.
 *
 * @param hash as {@link MessageDigest} calls it
 * @param use of the hash
 */
record Algorithm(String hash, Use use) {
  /** The right one. */
  static final Algorithm HMAC_SHA512 = new Algorithm("SHA-512", Use.HMAC);

  enum Use {
    HMAC,
    HMAC_SWAPPED,
    KEY_FIRST,
    KEY_LAST,
    PAYLOAD_ONLY
  }

  boolean isAvailable() {
    try {
      MessageDigest.getInstance(hash);
      return true;
    } catch (NoSuchAlgorithmException e) {
      return false;
    }
  }

  /** {@return a digest that has taken the key, and awaits the payload} */
  MessageDigest begin(SecretKey key) {
    return switch (use) {
      case HMAC -> key.inner(hash);
      case KEY_FIRST -> {
        MessageDigest digest = SecretKey.digest(hash);
        digest.update(key.bytes());
        yield digest;
      }
      case HMAC_SWAPPED, KEY_LAST, PAYLOAD_ONLY -> SecretKey.digest(hash);
    };
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
    MessageDigest inner = key.inner(hash);
    return key.outer(hash).digest(inner.digest(message));
  }
}
