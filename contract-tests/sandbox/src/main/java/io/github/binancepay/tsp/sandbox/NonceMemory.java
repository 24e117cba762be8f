package io.github.binancepay.tsp.sandbox;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers nonces for as long as a request that repeats one could still be in time. */
final class NonceMemory {
  private final long lifetimeMillis;
  // In the order of arrival, so that the outdated ones are at the front.
  private final Map<String, Long> arrivals = new LinkedHashMap<>();

  NonceMemory(long lifetimeMillis) {
    this.lifetimeMillis = lifetimeMillis;
  }

  /** Returns whether the nonce is new, and remembers it. */
  synchronized boolean isNew(String nonce, long nowMillis) {
    Iterator<Long> oldest = arrivals.values().iterator();
    while (oldest.hasNext() && nowMillis - oldest.next() > lifetimeMillis) {
      oldest.remove();
    }
    return arrivals.putIfAbsent(nonce, nowMillis) == null;
  }
}
