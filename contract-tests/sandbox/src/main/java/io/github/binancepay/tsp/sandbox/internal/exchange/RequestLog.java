package io.github.binancepay.tsp.sandbox.internal.exchange;

import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.ProviderResponse;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests to the provider's side. */
public final class RequestLog {
  private final Redaction redaction;
  private final String started = Instant.now().toString();
  private final Deque<LoggedRequest> latest = new ArrayDeque<>();
  private long last;

  public RequestLog(Redaction redaction) {
    this.redaction = redaction;
  }

  /** Adds a request with its response; drops the oldest one if there are too many. */
  public synchronized LoggedRequest record(SandboxRequest request, ProviderResponse response) {
    LoggedRequest logged = LoggedRequest.of(++last, request, response, redaction);
    latest.addLast(logged);
    if (latest.size() > Limits.LISTED_REQUESTS) {
      latest.removeFirst();
    }
    return logged;
  }

  /**
   * JSON of the latest requests.
   *
   * @param started tells one run of the sandbox from another
   * @param first number of the oldest request that is kept
   * @param last number of the latest request
   */
  record View(String started, long first, long last, List<LoggedRequest> requests) {}

  /** The requests after a number, oldest first. */
  public synchronized View after(long number) {
    long first = latest.isEmpty() ? last + 1 : latest.peekFirst().number();
    return new View(
        started,
        first,
        last,
        latest.stream().filter(request -> request.number() > number).toList());
  }

  /** Forgets all requests. Numbers go on. */
  public synchronized void clear() {
    latest.clear();
  }
}
