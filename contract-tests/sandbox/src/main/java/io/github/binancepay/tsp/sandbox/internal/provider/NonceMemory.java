package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers nonces for as long as a request that repeats one could still be in time. */
public final class NonceMemory {
  /** What a nonce is found to be. */
  enum Result {
    NEW,
    USED,
    /** There is no place for another. To forget one would let its request pass a second time. */
    NOT_REMEMBERED
  }

  private final long lifetimeMillis;
  private final int capacity;
  // In the order of arrival, so that the outdated ones are at the front.
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
