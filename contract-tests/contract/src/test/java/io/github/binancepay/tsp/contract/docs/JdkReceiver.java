package io.github.binancepay.tsp.contract.docs;

import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.util.function.Consumer;

/** The README's receiver with the JDK's HTTP server. */
final class JdkReceiver {
  private final Consumer<Notification> processing;

  JdkReceiver(Consumer<Notification> processing) {
    this.processing = processing;
  }

  void start(HttpServer server, BinancePayClient client) {
    // In README.md from here
    WebhookVerifier verifier =
        WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
    server.createContext(
        "/webhook",
        exchange -> {
          WebhookReply reply = WebhookReply.success();
          try {
            byte[] body = exchange.getRequestBody().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
            process(verifier.verify(exchange.getRequestHeaders()::getFirst, body));
          } catch (RuntimeException e) {
            reply = WebhookReply.failure("not processed");
          }
          exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
          exchange.sendResponseHeaders(reply.status(), reply.body().length);
          exchange.getResponseBody().write(reply.body());
          exchange.close();
        });
    // to here.
  }

  private void process(Notification notification) {
    processing.accept(notification);
  }
}
