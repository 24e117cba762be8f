package io.github.binancepay.tsp.sandbox.internal.console;

import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.ProviderResponse;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests to the provider's side. */
public final class RequestLog {
  private final Deque<LoggedRequest> latest = new ArrayDeque<>();
  private long last;

  /** Adds a request with its response; drops the oldest one if there are too many. */
  public synchronized void add(SandboxRequest request, ProviderResponse response) {
    record(request, response);
  }

  synchronized LoggedRequest record(SandboxRequest request, ProviderResponse response) {
    LoggedRequest logged = LoggedRequest.of(++last, request, response);
    latest.addLast(logged);
    if (latest.size() > Limits.LISTED_REQUESTS) {
      latest.removeFirst();
    }
    return logged;
  }

  /** The number of the latest request, whether or not it is kept. */
  synchronized long last() {
    return last;
  }

  /** The number of the oldest request that is kept. */
  synchronized long first() {
    return latest.isEmpty() ? last + 1 : latest.peekFirst().number();
  }

  /** The requests after a number, as far as they are kept, oldest first. */
  synchronized List<LoggedRequest> after(long number) {
    return latest.stream().filter(request -> request.number() > number).toList();
  }

  /** Forgets all requests. Numbers go on. */
  synchronized void clear() {
    latest.clear();
  }
}
