package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers nonces while a request with the same one could be within the window. */
public final class NonceMemory {
  /** Result of a check. */
  enum Result {
    NEW,
    USED,
    /** The memory is full. To forget a nonce would let its request pass a second time. */
    NOT_REMEMBERED
  }

  private final long lifetimeMillis;
  private final int capacity;
  // In order of arrival: outdated nonces come first.
  private final Map<String, Long> arrivals = new LinkedHashMap<>();

  NonceMemory(long lifetimeMillis, int capacity) {
    this.lifetimeMillis = lifetimeMillis;
    this.capacity = capacity;
  }

  /** Remembers the nonce, if it is new. */
  synchronized Result remember(String nonce, long nowMillis) {
    Iterator<Long> oldest = arrivals.values().iterator();
    while (oldest.hasNext() && nowMillis - oldest.next() > lifetimeMillis) {
      oldest.remove();
    }
    if (arrivals.containsKey(nonce)) {
      return Result.USED;
    }
    if (arrivals.size() >= capacity) {
      return Result.NOT_REMEMBERED;
    }
    arrivals.put(nonce, nowMillis);
    return Result.NEW;
  }

  synchronized void clear() {
    arrivals.clear();
  }
}
