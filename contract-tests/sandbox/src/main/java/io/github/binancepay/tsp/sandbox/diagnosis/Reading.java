package io.github.binancepay.tsp.sandbox.diagnosis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * One way to read a signature that was received.
 *
 * @param digest the bytes that it stands for
 * @param sentences what is wrong with it if it is read in this way
 */
record Reading(byte[] digest, List<String> sentences) {
  // What is cut off cannot be compared; with fewer bytes, two might be the same by chance.
  static final int FEWEST_BYTES = 8;

  boolean isWholly(byte[] other) {
    return Arrays.equals(digest, other);
  }

  boolean isStartOf(byte[] other) {
    return digest.length <= other.length
        && digest.length >= FEWEST_BYTES
        && Arrays.mismatch(digest, 0, digest.length, other, 0, digest.length) < 0;
  }

  /** {@return the first bytes, by which most digests are told apart} */
  long first() {
    return first(digest);
  }

  static long first(byte[] digest) {
    return ByteBuffer.wrap(digest).getLong();
  }
}
