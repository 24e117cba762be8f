package io.github.binancepay.tsp.sandbox.diagnosis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A key, with what HMAC makes of it. Unlike {@code Mac}, it takes the key's blocks once, takes an
 * empty key, and what has been digested can be kept and continued.
 */
final class SecretKey {
  private final byte[] bytes;
  private final Map<String, Pads> pads = new HashMap<>();

  private record Pads(MessageDigest inner, MessageDigest outer) {}

  SecretKey(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  MessageDigest inner(String hash) {
    return copy(pads.computeIfAbsent(hash, this::pads).inner);
  }

  MessageDigest outer(String hash) {
    return copy(pads.computeIfAbsent(hash, this::pads).outer);
  }

  private Pads pads(String hash) {
    int block = blockSize(hash);
    byte[] key = bytes.length > block ? digest(hash).digest(bytes) : bytes;
    return new Pads(pad(hash, key, block, 0x36), pad(hash, key, block, 0x5c));
  }

  private static MessageDigest pad(String hash, byte[] key, int size, int with) {
    byte[] block = Arrays.copyOf(key, size);
    for (int i = 0; i < size; i++) {
      block[i] ^= (byte) with;
    }
    MessageDigest digest = digest(hash);
    digest.update(block);
    return digest;
  }

  static MessageDigest digest(String hash) {
    try {
      return MessageDigest.getInstance(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime offers no " + hash, e);
    }
  }

  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("This Java runtime's digests cannot be copied", e);
    }
  }

  private static int blockSize(String hash) {
    return switch (hash) {
      case "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256" -> 128;
      case "SHA3-256" -> 136;
      case "SHA3-512" -> 72;
      default -> 64;
    };
  }
}
