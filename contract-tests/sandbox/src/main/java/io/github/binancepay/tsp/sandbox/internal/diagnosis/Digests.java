package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the digests of drafts. What was digested of a long payload is kept, for those that differ
 * from it only behind the body.
 */
final class Digests {
  /** The longest payload that takes no longer than what else is done for a draft, about. */
  static final int SHORT = 2048;

  private final Map<Start, MessageDigest> starts = new HashMap<>();

  /** What a digest depends on until the body has been digested. */
  private record Start(SecretKey key, Algorithm algorithm, String head, Body body) {
    static Start of(Draft draft) {
      return new Start(draft.key(), draft.algorithm(), draft.head(), draft.body());
    }
  }

  /**
   * Makes one.
   *
   * @param draft of which
   * @param keep whether others are likely to start like it
   */
  byte[] of(Draft draft, boolean keep) {
    Algorithm algorithm = draft.algorithm();
    if (algorithm.use() == Algorithm.Use.HMAC_SWAPPED) {
      return algorithm.hmac(new SecretKey(draft.payload()), draft.key().bytes());
    }
    MessageDigest digest = draft.size() <= SHORT ? start(draft) : knownStart(draft, keep);
    digest.update(draft.tail().getBytes(UTF_8));
    return algorithm.end(draft.key(), digest);
  }

  /** {@return whether the digest takes next to no time} */
  boolean isCheap(Draft draft) {
    return draft.size() <= SHORT || starts.containsKey(Start.of(draft));
  }

  private MessageDigest knownStart(Draft draft, boolean keep) {
    Start start = Start.of(draft);
    MessageDigest known = starts.get(start);
    if (known != null) {
      return Hash.copy(known);
    }
    MessageDigest digest = start(draft);
    if (keep) {
      starts.put(start, Hash.copy(digest));
    }
    return digest;
  }

  private static MessageDigest start(Draft draft) {
    MessageDigest digest = draft.algorithm().begin(draft.key());
    digest.update(draft.head().getBytes(UTF_8));
    if (draft.hasBody()) {
      digest.update(draft.body().bytes());
    }
    return digest;
  }
}
