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

/** The README's receiver for Spring MVC. */
@RestController
public class SpringReceiver {
  private final WebhookVerifier verifier;
  private final Consumer<Notification> processing;

  SpringReceiver(WebhookVerifier verifier, Consumer<Notification> processing) {
    this.verifier = verifier;
    this.processing = processing;
  }

  // In README.md from here
  @PostMapping("/webhook")
  public ResponseEntity<byte[]> receive(
      @RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
    WebhookReply reply = WebhookReply.success();
    try {
      process(verifier.verify(headers::getFirst, body));
    } catch (RuntimeException e) {
      reply = WebhookReply.failure("not processed");
    }
    return ResponseEntity.status(reply.status())
        .header("Content-Type", reply.mediaType())
        .body(reply.body());
  }

  // to here.

  private void process(Notification notification) {
    processing.accept(notification);
  }
}
