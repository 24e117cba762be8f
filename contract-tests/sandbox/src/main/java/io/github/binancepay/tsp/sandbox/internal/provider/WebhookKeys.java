package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The key that signs notifications, and the one before it. */
public final class WebhookKeys {
  // Also read while a new one is made, which takes its time.
  private volatile WebhookKey current;
  private volatile WebhookKey previous;

  /**
   * @param given the key to begin with; without it, one is made when it is needed
   */
  public WebhookKeys(Optional<WebhookKey> given) {
    this.current = given.orElse(null);
  }

  public synchronized WebhookKey current() {
    if (current == null) {
      // It takes a tenth of a second and more, which most tests need not wait for.
      current = WebhookKey.generate();
    }
    return current;
  }

  /** Those to verify with. The one that signs is the last, so that a receiver looks at serials. */
  synchronized List<WebhookKey> published() {
    return previous == null ? List.of(current()) : List.of(previous, current());
  }

  /** Those that there are by now, the newest one first. */
  public List<WebhookKey> made() {
    return Stream.of(current, previous).filter(Objects::nonNull).distinct().toList();
  }

  public synchronized WebhookKey rotate() {
    WebhookKey next = WebhookKey.generate();
    previous = current();
    current = next;
    return current;
  }
}
