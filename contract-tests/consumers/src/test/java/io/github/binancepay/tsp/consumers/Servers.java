package io.github.binancepay.tsp.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.webhook.WebhookReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One sandbox for all consumers, and a relay of its notifications, because the consumers have no
 * server. A consumer requests the notification of its authorization. The response has the headers
 * and the body of the notification.
 */
final class Servers {
  private static final Pattern AUTHORIZATION_ID = Pattern.compile("authorizationId\\W+(\\d+)");

  private record Delivery(Headers headers, byte[] body) {}

  private static final Map<String, CompletableFuture<Delivery>> DELIVERIES =
      new ConcurrentHashMap<>();

  private Servers() {}

  /** Starts both on the given ports and stops with the process that started this one. */
  public static void main(String[] ports) throws IOException {
    int port = Integer.parseInt(ports[1]);
    HttpServer relay =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    relay.setExecutor(Executors.newCachedThreadPool());
    relay.createContext("/webhook", Servers::receive);
    relay.createContext("/deliveries/", Servers::handOver);
    relay.start();
    Sandbox.builder()
        .port(Integer.parseInt(ports[0]))
        // On a busy machine a second may pass between signing and sending.
        .window(Duration.ofSeconds(10))
        .webhookUrl("http://127.0.0.1:" + port + "/webhook")
        .start();
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
    System.exit(0);
  }

  private static CompletableFuture<Delivery> delivery(String authorizationId) {
    return DELIVERIES.computeIfAbsent(authorizationId, id -> new CompletableFuture<>());
  }

  private static void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Matcher id = AUTHORIZATION_ID.matcher(new String(body, UTF_8));
    if (id.find()) {
      delivery(id.group(1)).complete(new Delivery(exchange.getRequestHeaders(), body));
    }
    WebhookReply reply = WebhookReply.success();
    exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
    respond(exchange, reply.body());
  }

  private static void handOver(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Delivery delivery = delivery(path.substring(path.lastIndexOf('/') + 1)).join();
    for (String name : List.of("Certificate-SN", "Timestamp", "Nonce", "Signature")) {
      String header = "BinancePay-" + name;
      exchange.getResponseHeaders().set(header, delivery.headers().getFirst(header));
    }
    respond(exchange, delivery.body());
  }

  private static void respond(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
