package io.github.binancepay.tsp.sandbox;

import java.util.List;
import java.util.Optional;

/** The key that signs notifications, and the one before it. */
final class WebhookKeys {
  private WebhookKey current;
  private WebhookKey previous;

  /**
   * @param given the key to begin with; without it, one is made when it is needed
   */
  WebhookKeys(Optional<WebhookKey> given) {
    this.current = given.orElse(null);
  }

  synchronized WebhookKey current() {
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

  synchronized WebhookKey rotate() {
    previous = current();
    current = WebhookKey.generate();
    return current;
  }
}
