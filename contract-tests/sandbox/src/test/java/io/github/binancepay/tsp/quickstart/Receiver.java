package io.github.binancepay.tsp.quickstart;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.webhook.Notification;
import io.github.binancepay.tsp.webhook.WebhookReply;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A webhook on this machine: verifies what arrives, and hands on what is right. */
final class Receiver implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<Notification> received = new LinkedBlockingQueue<>();
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
      received.add(verifier.verify(exchange.getRequestHeaders()::getFirst, body));
    } catch (RuntimeException e) {
      reply = WebhookReply.failure("not processed");
    }
    exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
    exchange.close();
  }

  /** The next notification, when it has arrived. */
  Notification next() {
    try {
      Notification next = received.poll(PATIENCE_SECONDS, SECONDS);
      if (next == null) {
        throw new IllegalStateException("no notification arrived that could be verified");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a notification", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
