package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;

/** The README's receiver as a servlet. */
final class ServletReceiver extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient WebhookVerifier verifier;
  private final transient Consumer<Notification> processing;

  ServletReceiver(WebhookVerifier verifier, Consumer<Notification> processing) {
    this.verifier = verifier;
    this.processing = processing;
  }

  // In README.md from here
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WebhookReply reply = WebhookReply.success();
    try {
      byte[] body = request.getInputStream().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
      process(verifier.verify(request::getHeader, body));
    } catch (RuntimeException e) {
      reply = WebhookReply.failure("not processed");
    }
    response.setStatus(reply.status());
    response.setContentType(reply.mediaType());
    response.getOutputStream().write(reply.body());
  }

  // to here.

  private void process(Notification notification) {
    processing.accept(notification);
  }
}
