package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.webhook.WebhookReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A webhook that takes every notification as it is. */
final class Webhook implements AutoCloseable {
  /** What arrived; the names of the headers in any case. */
  record Received(Map<String, String> headers, String body) {}

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final HttpServer server;

  Webhook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook";
  }

  /** The next one, when it has arrived. */
  Received next() throws InterruptedException {
    Received next = received.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no notification has arrived");
    }
    return next;
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    header -> header.getValue().get(0),
                    (one, other) -> one,
                    () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    WebhookReply reply = WebhookReply.success();
    exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
    exchange.close();
    received.add(new Received(headers, body));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
