package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Server with one fixed response. It runs in the JVM that starts the benchmarks, so that the JVMs
 * that are measured pay nothing for it.
 */
final class StubServer implements AutoCloseable {
  static final String AUTHORIZATION_ID = "741009354318954513";

  /** System property that tells the measured JVMs the URL of the server. */
  static final String URL_PROPERTY = "benchmarks.server";

  private static final String DELAY_PATH = "/delay/";
  private static final byte[] RESPONSE =
      ("{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"authorizationId\":\"%s\","
              + "\"merchantName\":\"A merchant\",\"authorizationToken\":\"0123456789abcdef01234567\","
              + "\"merchantId\":\"1000135331248\",\"status\":\"PENDING\",\"redirectUrl\":"
              + "\"https://merchant.binance.com/en/dashboard/review-authorization?authId=%<s\","
              + "\"scopes\":[\"CONVERT\",\"CHECKOUT\"],\"ipWhitelist\":[\"192.168.1.1\",\"192.168.1.2\"]}}")
          .formatted(AUTHORIZATION_ID)
          .getBytes(UTF_8);

  private final HttpServer server;
  private volatile long delayMillis;

  StubServer() throws IOException {
    System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20_000);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Sets the response time of the server, from a measured JVM.
   *
   * @param millis time between request and response; 0 for an immediate response
   */
  static void delayResponses(String url, long millis) throws IOException {
    new URL(url + DELAY_PATH + millis).openStream().close();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith(DELAY_PATH)) {
      delayMillis = Long.parseLong(path.substring(DELAY_PATH.length()));
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      return;
    }
    exchange.getRequestBody().readAllBytes();
    if (delayMillis == 0) {
      respond(exchange);
    } else {
      CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS)
          .execute(() -> respond(exchange));
    }
  }

  private static void respond(HttpExchange exchange) {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, RESPONSE.length);
      exchange.getResponseBody().write(RESPONSE);
    } catch (IOException e) {
      // The caller has closed the connection, and reports it.
    }
  }
}
