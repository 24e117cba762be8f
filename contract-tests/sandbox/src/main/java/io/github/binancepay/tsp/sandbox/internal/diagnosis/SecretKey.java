package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * A key, with what HMAC makes of it. Unlike {@code Mac}, it digests the key's blocks once, takes an
 * empty key, and what has been digested can be kept and continued.
 */
final class SecretKey {
  private final byte[] bytes;
  private final Map<Hash, Pads> pads = new EnumMap<>(Hash.class);

  private record Pads(MessageDigest inner, MessageDigest outer) {}

  SecretKey(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  /** {@return HMAC's inner digest, which awaits the message} */
  MessageDigest inner(Hash hash) {
    return Hash.copy(pads.computeIfAbsent(hash, this::pads).inner);
  }

  /** {@return HMAC's outer digest, which awaits the inner one} */
  MessageDigest outer(Hash hash) {
    return Hash.copy(pads.computeIfAbsent(hash, this::pads).outer);
  }

  private Pads pads(Hash hash) {
    byte[] key = bytes.length > hash.blockBytes() ? hash.start().digest(bytes) : bytes;
    return new Pads(pad(hash, key, 0x36), pad(hash, key, 0x5c));
  }

  private static MessageDigest pad(Hash hash, byte[] key, int with) {
    byte[] block = Arrays.copyOf(key, hash.blockBytes());
    for (int i = 0; i < block.length; i++) {
      block[i] ^= (byte) with;
    }
    MessageDigest digest = hash.start();
    digest.update(block);
    return digest;
  }
}
