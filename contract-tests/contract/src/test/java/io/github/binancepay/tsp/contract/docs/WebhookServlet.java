package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;

/** Receives notifications in a servlet container. */
final class WebhookServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient WebhookVerifier verifier;
  private final transient Consumer<Notification> processor;

  WebhookServlet(WebhookVerifier verifier, Consumer<Notification> processor) {
    this.verifier = verifier;
    this.processor = processor;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WebhookReply reply = WebhookReply.success();
    try {
      byte[] body = request.getInputStream().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
      processor.accept(verifier.verify(request::getHeader, body));
    } catch (RuntimeException e) {
      reply = WebhookReply.failure("not processed"); // the provider sends it again
    }
    response.setStatus(reply.status());
    response.setContentType(reply.mediaType());
    response.getOutputStream().write(reply.body());
  }
}
