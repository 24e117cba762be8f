package io.github.binancepay.tsp.consumers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.webhook.WebhookReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One webhook for all consumers, which have no server of their own. A consumer requests the
 * notification of its authorization. The response has the headers and the body of the notification.
 */
final class WebhookRelay implements AutoCloseable {
  private static final Pattern AUTHORIZATION_ID = Pattern.compile("authorizationId\\W+(\\d+)");

  private record Delivery(Headers headers, byte[] body) {}

  private final Map<String, CompletableFuture<Delivery>> deliveries = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  WebhookRelay(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/webhook", this::receive);
    server.createContext("/deliveries/", this::handOver);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private CompletableFuture<Delivery> delivery(String authorizationId) {
    return deliveries.computeIfAbsent(authorizationId, id -> new CompletableFuture<>());
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Matcher id = AUTHORIZATION_ID.matcher(new String(body, StandardCharsets.UTF_8));
    if (id.find()) {
      delivery(id.group(1)).complete(new Delivery(exchange.getRequestHeaders(), body));
    }
    WebhookReply reply = WebhookReply.success();
    exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
    exchange.close();
  }

  private void handOver(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Delivery delivery = delivery(path.substring(path.lastIndexOf('/') + 1)).join();
    for (String name : List.of("Certificate-SN", "Timestamp", "Nonce", "Signature")) {
      String header = "BinancePay-" + name;
      exchange.getResponseHeaders().set(header, delivery.headers().getFirst(header));
    }
    exchange.sendResponseHeaders(200, delivery.body().length);
    exchange.getResponseBody().write(delivery.body());
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
