package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;

/** A hash that a signature may be made with. */
enum Hash {
  MD5("MD5", 64, 16),
  SHA_1("SHA-1", 64, 20),
  SHA_224("SHA-224", 64, 28),
  SHA_256("SHA-256", 64, 32),
  SHA_384("SHA-384", 128, 48),
  SHA_512("SHA-512", 128, 64),
  SHA_512_224("SHA-512/224", 128, 28),
  SHA_512_256("SHA-512/256", 128, 32),
  SHA3_256("SHA3-256", 136, 32),
  SHA3_512("SHA3-512", 72, 64);

  // To copy one takes less time than to look for its provider.
  private static final Map<Hash, MessageDigest> PROTOTYPES = prototypes();

  private final String officialName;
  private final int blockBytes;
  private final int digestBytes;

  Hash(String officialName, int blockBytes, int digestBytes) {
    this.officialName = officialName;
    this.blockBytes = blockBytes;
    this.digestBytes = digestBytes;
  }

  /** {@return the name, as in {@code SHA-256}} */
  String officialName() {
    return officialName;
  }

  int blockBytes() {
    return blockBytes;
  }

  int digestBytes() {
    return digestBytes;
  }

  /** {@return whether the Java runtime offers it; most are optional} */
  boolean isAvailable() {
    return PROTOTYPES.containsKey(this);
  }

  MessageDigest start() {
    return copy(PROTOTYPES.get(this));
  }

  private static Map<Hash, MessageDigest> prototypes() {
    Map<Hash, MessageDigest> prototypes = new EnumMap<>(Hash.class);
    for (Hash hash : values()) {
      try {
        prototypes.put(hash, MessageDigest.getInstance(hash.officialName));
      } catch (NoSuchAlgorithmException e) {
        // Not available.
      }
    }
    return prototypes;
  }

  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("This Java runtime's digests cannot be copied", e);
    }
  }
}
