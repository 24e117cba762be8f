package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A hash function, alone and in HMAC. Not safe for use by several threads. */
final class Hash {
  private final MessageDigest digest;
  private final int blockBytes;

  private Hash(MessageDigest digest, int blockBytes) {
    this.digest = digest;
    this.blockBytes = blockBytes;
  }

  static Hash of(String name) {
    int blockBytes =
        switch (name) {
          case "SHA-384", "SHA-512", "SHA-512/256" -> 128;
          case "SHA3-512" -> 72;
          case "SHA3-256" -> 136;
          default -> 64;
        };
    try {
      return new Hash(MessageDigest.getInstance(name), blockBytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime offers no " + name, e);
    }
  }

  int digestBytes() {
    return digest.getDigestLength();
  }

  /** {@return the hash of the parts, one after the other} */
  byte[] of(byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }

  /** {@return the HMAC, also with an empty key, which {@code Mac} does not take} */
  byte[] hmac(byte[] key, byte[] payload) {
    byte[] block = Arrays.copyOf(key.length > blockBytes ? of(key) : key, blockBytes);
    return of(xor(block, 0x5c), of(xor(block, 0x36), payload));
  }

  private static byte[] xor(byte[] block, int pad) {
    byte[] changed = new byte[block.length];
    for (int i = 0; i < block.length; i++) {
      changed[i] = (byte) (block[i] ^ pad);
    }
    return changed;
  }
}
