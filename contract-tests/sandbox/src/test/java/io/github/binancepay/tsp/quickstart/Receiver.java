package io.github.binancepay.tsp.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A webhook on this machine, which verifies what it receives. */
final class Receiver implements AutoCloseable {
  private final CompletableFuture<Notification> received = new CompletableFuture<>();
  private final HttpServer server;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook";
  }

  void verifyWith(WebhookVerifier verifier) {
    server.createContext("/webhook", exchange -> receive(verifier, exchange));
  }

  private void receive(WebhookVerifier verifier, HttpExchange exchange) throws IOException {
    WebhookReply reply = WebhookReply.success();
    try {
      byte[] body = exchange.getRequestBody().readNBytes(WebhookVerifier.MAX_BODY_BYTES + 1);
      received.complete(verifier.verify(exchange.getRequestHeaders()::getFirst, body));
    } catch (RuntimeException e) {
      reply = WebhookReply.failure("not processed");
    }
    exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
    exchange.close();
  }

  /** Waits for the notification. */
  Notification next() {
    try {
      return received.orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("no notification arrived that could be verified", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
