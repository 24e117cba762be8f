package consumer;

import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WebhookController {
  private static final Logger log = LoggerFactory.getLogger(WebhookController.class);

  final BlockingQueue<Notification> received = new LinkedBlockingQueue<>();
  private final WebhookVerifier verifier;

  WebhookController(WebhookVerifier verifier) {
    this.verifier = verifier;
  }

  @PostMapping("/webhook")
  ResponseEntity<byte[]> receive(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
    WebhookReply reply = WebhookReply.success();
    try {
      Notification notification = verifier.verify(headers::getFirst, body);
      log.info("Received {}", notification.bizStatus());
      received.add(notification);
    } catch (RuntimeException e) {
      log.warn("Rejected", e);
      reply = WebhookReply.failure("not processed");
    }
    return ResponseEntity.status(reply.status())
        .header("Content-Type", reply.mediaType())
        .body(reply.body());
  }
}
