package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Key that signs notifications, and the previous one. */
public final class WebhookKeys {
  // Volatile: made() reads them while a key is generated.
  private volatile WebhookKey current;
  private volatile WebhookKey previous;

  /** Creates keys. Without a given key, the first one is generated on demand. */
  public WebhookKeys(Optional<WebhookKey> given) {
    this.current = given.orElse(null);
  }

  public synchronized WebhookKey current() {
    if (current == null) {
      // Generating a key takes 0.1 s and more.
      current = WebhookKey.generate();
    }
    return current;
  }

  /** {@return the keys that verify; the signing key is last, so that the serial matters} */
  synchronized List<WebhookKey> published() {
    return previous == null ? List.of(current()) : List.of(previous, current());
  }

  /** {@return the keys that were generated so far, newest first} */
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
