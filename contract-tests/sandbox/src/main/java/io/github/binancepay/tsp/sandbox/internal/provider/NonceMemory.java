package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers nonces for as long as their requests can be replayed. */
public final class NonceMemory {
  private final long lifetimeMillis;
  private final int capacity;
  // In order of arrival: outdated nonces come first.
  private final Map<String, Long> arrivals = new LinkedHashMap<>();

  NonceMemory(long lifetimeMillis, int capacity) {
    this.lifetimeMillis = lifetimeMillis;
    this.capacity = capacity;
  }

  /** Remembers a new nonce; returns the reason if it cannot be accepted. */
  synchronized Optional<String> remember(String nonce, long nowMillis) {
    Iterator<Long> oldest = arrivals.values().iterator();
    while (oldest.hasNext() && nowMillis - oldest.next() > lifetimeMillis) {
      oldest.remove();
    }
    if (arrivals.containsKey(nonce)) {
      return Optional.of(
          TransportChecks.NONCE + " was used before; make a new nonce for each request");
    }
    if (arrivals.size() >= capacity) {
      // Forgetting a nonce would allow a replay of its request.
      return Optional.of("the sandbox can remember no more nonces for now; send fewer requests");
    }
    arrivals.put(nonce, nowMillis);
    return Optional.empty();
  }

  synchronized void clear() {
    arrivals.clear();
  }
}
