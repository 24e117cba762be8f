package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.webhook.AuthorizationEvent;
import io.github.binancepay.tsp.webhook.Notification;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the tokens of authorizations. Safe for duplicate and reordered events. */
final class Decisions {
  /** Token by authorization id; empty once the authorization was rejected or disabled. */
  private final Map<String, Optional<String>> tokens = new ConcurrentHashMap<>();

  void process(Notification notification) {
    notification.authorization().ifPresent(this::process);
  }

  Optional<String> token(String authorizationId) {
    return tokens.getOrDefault(authorizationId, Optional.empty());
  }

  private void process(AuthorizationEvent event) {
    switch (event.type()) {
      case "SUBMIT_AUTH_AGREE":
        // Keeps an earlier end: a late agreement must not bring the token back.
        tokens.putIfAbsent(event.authorizationId(), Optional.of(event.authorizationToken()));
        break;
      case "SUBMIT_AUTH_REJECT":
      case "TP_AUTH_DISABLED":
        tokens.put(event.authorizationId(), Optional.empty());
        break;
      default: // TP_AUTH_CHANGED, or a new type: read the record with client.authorizations()
    }
  }
}
