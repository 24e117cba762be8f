package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Receives notifications with Spring MVC. */
@RestController
public class WebhookController {
  private final WebhookVerifier verifier;
  private final Consumer<Notification> processor;

  WebhookController(WebhookVerifier verifier, Consumer<Notification> processor) {
    this.verifier = verifier;
    this.processor = processor;
  }

  @PostMapping("/webhook")
  public ResponseEntity<byte[]> receive(
      @RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
    WebhookReply reply = WebhookReply.success();
    try {
      processor.accept(verifier.verify(headers::getFirst, body));
    } catch (RuntimeException e) {
      reply = WebhookReply.failure("not processed"); // the provider sends it again
    }
    return ResponseEntity.status(reply.status())
        .header("Content-Type", reply.mediaType())
        .body(reply.body());
  }
}
