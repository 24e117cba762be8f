package io.github.binancepay.tsp.contract.docs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.util.function.Consumer;

/** Receives notifications with the HTTP server of the JDK. */
final class WebhookServer {
  private final WebhookVerifier verifier;
  private final Consumer<Notification> processor;

  WebhookServer(BinancePayClient client, Consumer<Notification> processor) {
    verifier = WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
    this.processor = processor;
  }

  void addTo(HttpServer server) {
    server.createContext("/webhook", this::receive);
  }

  private void receive(HttpExchange exchange) throws IOException {
    WebhookReply reply = WebhookReply.success();
    try {
      byte[] body = exchange.getRequestBody().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
      processor.accept(verifier.verify(exchange.getRequestHeaders()::getFirst, body));
    } catch (RuntimeException e) {
      reply = WebhookReply.failure("not processed"); // the provider sends it again
    }
    exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
    exchange.close();
  }
}
