package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Webhook that records requests and sends scripted responses. */
public final class TestReceiver implements AutoCloseable {
  /** Responds to one request. */
  @FunctionalInterface
  public interface Responder {
    void respond(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** Request that was received. */
  public record Received(Headers headers, String body) {
    String header(String name) {
      return headers.getFirst(name);
    }

    JsonObject json() {
      return JsonParser.parseString(body).getAsJsonObject();
    }

    String bizStatus() {
      return json().get("bizStatus").getAsString();
    }

    /** Verifies the signature with the JDK alone. */
    boolean isSignedWith(String pem) throws Exception {
      String base64 = pem.replaceAll("-----[A-Z ]+-----|\n", "");
      PublicKey key =
          KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(key);
      String head = header("BinancePay-Timestamp") + "\n" + header("BinancePay-Nonce") + "\n";
      check.update((head + body + "\n").getBytes(UTF_8));
      return check.verify(Base64.getDecoder().decode(header("BinancePay-Signature")));
    }
  }

  static final Responder SUCCESS = json(200, "{\"returnCode\":\"SUCCESS\",\"returnMessage\":null}");

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final Queue<Responder> script = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public TestReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/webhook", this::receive);
    server.start();
  }

  public static Responder json(int status, String body) {
    return exchange -> {
      exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.getBytes(UTF_8).length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body.getBytes(UTF_8));
      }
    };
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook";
  }

  /** Sets the response to the next request. Default: success. */
  public TestReceiver thenRespond(Responder responder) {
    script.add(responder);
    return this;
  }

  private void receive(HttpExchange exchange) throws IOException {
    Received request =
        new Received(
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Responder responder = script.poll();
    received.add(request);
    try (exchange) {
      (responder == null ? SUCCESS : responder).respond(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for half a second, in which no request may arrive. */
  void assertReceivesNothing() throws InterruptedException {
    assertThat(received.poll(500, MILLISECONDS)).isNull();
  }

  /** Waits for the next request. */
  public Received take() throws InterruptedException {
    Received next = received.poll(30, SECONDS);
    assertThat(next).as("a notification").isNotNull();
    return next;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
