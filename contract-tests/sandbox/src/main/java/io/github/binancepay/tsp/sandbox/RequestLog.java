package io.github.binancepay.tsp.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** The latest requests, for the console. The next one takes the place of the oldest. */
final class RequestLog {
  static final int MAX_REQUESTS = 200;

  private final LoggedRequest[] ring = new LoggedRequest[MAX_REQUESTS];
  private long last;

  synchronized void add(
      long now, Request request, Optional<byte[]> body, SandboxResponse response) {
    last++;
    ring[place(last)] = LoggedRequest.of(last, now, request, body, response);
  }

  private static int place(long number) {
    return (int) (number % MAX_REQUESTS);
  }

  /** How many there have been. */
  synchronized long last() {
    return last;
  }

  /** The requests after this one, newest first, as far as they are kept. */
  synchronized List<LoggedRequest> after(long number) {
    List<LoggedRequest> found = new ArrayList<>();
    for (long i = last; i > Math.max(Math.max(number, last - MAX_REQUESTS), 0); i--) {
      found.add(ring[place(i)]);
    }
    return found;
  }

  /** The request with this nonce, if it is still kept. */
  Optional<LoggedRequest> withNonce(String nonce) {
    return after(0).stream()
        .filter(one -> one.headerValues(TransportChecks.NONCE).contains(nonce))
        .findFirst();
  }
}
