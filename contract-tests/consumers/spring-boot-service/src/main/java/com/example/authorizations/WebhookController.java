package com.example.authorizations;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.webhook.AuthorizationEvent;
import io.github.binancepay.tsp.webhook.InvalidNotificationException;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Receives notifications of Binance Pay. The body stays raw, since its bytes are signed. */
@RestController
class WebhookController {
  private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

  private final WebhookVerifier verifier;
  private final BinancePayClient client;
  private final AuthorizationStore store;
  private final MeterRegistry registry;

  WebhookController(
      WebhookVerifier verifier,
      BinancePayClient client,
      AuthorizationStore store,
      MeterRegistry registry) {
    this.verifier = verifier;
    this.client = client;
    this.store = store;
    this.registry = registry;
  }

  /** Accepts a notification once it is stored. Binance Pay sends a failed one again. */
  @PostMapping("/webhook")
  ResponseEntity<byte[]> receive(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
    try {
      Notification notification = verifier.verify(headers::getFirst, body);
      notification.authorization().ifPresent(this::process);
      return reply(WebhookReply.success(), "processed");
    } catch (InvalidNotificationException e) {
      log.warn("Rejected a notification: {}", e.getMessage());
      return reply(WebhookReply.failure("not verified"), "rejected");
    } catch (RuntimeException e) {
      log.error("A notification was not processed", e);
      return reply(WebhookReply.failure("not processed"), "failed");
    }
  }

  private void process(AuthorizationEvent event) {
    String id = event.authorizationId();
    // The authorization may come from the Binance Pay dashboard, or its response may be lost.
    store.addPending(id, event.merchantId(), event.scopes());
    switch (event.type()) {
      case "SUBMIT_AUTH_AGREE" -> store.agree(id, event.authorizationToken());
      case "SUBMIT_AUTH_REJECT" -> store.reject(id);
      case "TP_AUTH_DISABLED" -> store.disable(id);
      case "TP_AUTH_CHANGED" -> change(event);
      default -> {}
    }
    log.info("Stored {}", event);
  }

  /** Stores the current record: events have no time, so this one may be older than another. */
  private void change(AuthorizationEvent event) {
    client.authorizations(event.merchantId()).stream()
        .filter(record -> record.getAuthorizationId().equals(event.authorizationId()))
        .forEach(
            record ->
                store.change(
                    event.authorizationId(), record.getAuthorizationToken(), record.getScopes()));
  }

  private ResponseEntity<byte[]> reply(WebhookReply reply, String result) {
    registry.counter("binance.pay.notifications", "result", result).increment();
    return ResponseEntity.status(reply.status())
        .header(HttpHeaders.CONTENT_TYPE, reply.mediaType())
        .body(reply.body());
  }
}
