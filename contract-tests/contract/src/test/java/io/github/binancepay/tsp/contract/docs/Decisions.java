package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.webhook.AuthorizationEvent;
import io.github.binancepay.tsp.webhook.Notification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The README's processing of a notification. */
final class Decisions {
  final Map<String, String> tokens = new ConcurrentHashMap<>();

  // In README.md from here
  void process(Notification notification) {
    notification.authorization().ifPresent(this::process);
  }

  private void process(AuthorizationEvent event) {
    switch (event.type()) {
      case "SUBMIT_AUTH_AGREE" -> tokens.put(event.authorizationId(), event.authorizationToken());
      case "SUBMIT_AUTH_REJECT", "TP_AUTH_DISABLED" -> tokens.remove(event.authorizationId());
      default -> {} // TP_AUTH_CHANGED, or new: look the record up with client.authorizations()
    }
  }
  // to here.
}
