package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** One way to read a signature that was received. */
final class Reading {
  // What is cut off cannot be compared; with fewer bytes, two might be the same by chance.
  static final int FEWEST_BYTES = 8;

  private final byte[] digest;
  private final long first;
  private final List<String> sentences;

  /**
   * Takes what was read.
   *
   * @param digest the bytes that the signature stands for
   * @param sentences what is wrong with it if it is read in this way
   */
  Reading(byte[] digest, List<String> sentences) {
    this.digest = digest;
    this.first = first(digest);
    this.sentences = sentences;
  }

  int length() {
    return digest.length;
  }

  List<String> sentences() {
    return sentences;
  }

  /** {@return whether another digest starts with these bytes, or has no others} */
  boolean isStartOf(byte[] other) {
    return first == first(other)
        && digest.length <= other.length
        && Arrays.equals(digest, 0, digest.length, other, 0, digest.length);
  }

  // The first bytes tell most digests apart.
  private static long first(byte[] digest) {
    return ByteBuffer.wrap(digest).getLong();
  }
}
