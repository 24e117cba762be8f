package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Signs a notification, sends it once, and judges what comes back. */
final class WebhookSender {
  /**
   * How a send ended.
   *
   * @param description without anything of the receiver's, which may be a secret
   */
  record Result(boolean accepted, String description) {}

  private static final int TIMEOUT_SECONDS = 10;

  /** Runs what it is given when the time for one attempt is over. */
  static final Executor AFTER_TIMEOUT =
      CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, SECONDS, Runnable::run);

  private static final int MAX_REPLY_BYTES = 64 * 1024;
  private static final long OLD_MILLIS = Duration.ofHours(1).toMillis();

  private final WebhookKeys keys;
  private final LongSupplier clock;
  private final Executor afterTimeout;
  private HttpClient http;

  WebhookSender(WebhookKeys keys, LongSupplier clock, Executor afterTimeout) {
    this.keys = keys;
    this.clock = clock;
    this.afterTimeout = afterTimeout;
  }

  Result send(URI url, Delivery delivery) {
    Optional<DeliveryFault> fault = delivery.faultOfAttempt();
    Result result = send(url, delivery.body, fault);
    return new Result(
        result.accepted(),
        fault.map(provoked -> "with " + provoked.pathName() + ", ").orElse("")
            + result.description());
  }

  private Result send(URI url, byte[] body, Optional<DeliveryFault> fault) {
    try {
      ByteArrayOutputStream reply = new ByteArrayOutputStream();
      int status = exchange(request(url, body, fault), reply);
      return judge(status, reply.toByteArray());
    } catch (ExecutionException e) {
      return new Result(
          false,
          e.getCause() instanceof TimeoutException
              ? "no response within " + TIMEOUT_SECONDS + " s"
              : "no response: " + e.getCause().getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(false, "interrupted");
    } catch (RuntimeException e) {
      return new Result(false, "not sent: " + e.getClass().getSimpleName());
    }
  }

  private HttpRequest request(URI url, byte[] body, Optional<DeliveryFault> fault) {
    boolean unknown = fault.equals(Optional.of(DeliveryFault.UNKNOWN_SERIAL));
    boolean old = fault.equals(Optional.of(DeliveryFault.OLD_TIMESTAMP));
    boolean wrong = fault.equals(Optional.of(DeliveryFault.WRONG_SIGNATURE));
    WebhookKey key = unknown ? WebhookKey.generate() : keys.current();
    String timestamp = Long.toString(clock.getAsLong() - (old ? OLD_MILLIS : 0));
    String nonce = UUID.randomUUID().toString().replace("-", "");
    byte[] signed = wrong ? "{}".getBytes(UTF_8) : body;
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json")
        .header(TransportChecks.API_KEY, key.serial())
        .header(TransportChecks.NONCE, nonce)
        .header(TransportChecks.TIMESTAMP, timestamp)
        .header(TransportChecks.SIGNATURE, key.sign(timestamp, nonce, signed))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Returns the status, and writes as much of the body as is ever read. */
  private int exchange(HttpRequest request, ByteArrayOutputStream reply)
      throws ExecutionException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> response =
        http()
            .sendAsync(
                request,
                BodyHandlers.ofByteArrayConsumer(
                    part ->
                        part.ifPresent(
                            bytes ->
                                reply.write(
                                    bytes,
                                    0,
                                    Math.min(bytes.length, MAX_REPLY_BYTES - reply.size())))));
    CompletableFuture<Integer> status = response.thenApply(HttpResponse::statusCode);
    afterTimeout.execute(() -> status.completeExceptionally(new TimeoutException()));
    try {
      return status.get();
    } finally {
      response.cancel(true);
    }
  }

  // Made when it is needed: it has threads of its own.
  private synchronized HttpClient http() {
    if (http == null) {
      http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return http;
  }

  private static Result judge(int status, byte[] reply) {
    if (status != 200) {
      return new Result(false, "HTTP " + status);
    }
    JsonElement returnCode = StrictJson.object(reply).orElse(Map.of()).get("returnCode");
    boolean accepted = new JsonPrimitive("SUCCESS").equals(returnCode);
    return new Result(
        accepted, accepted ? "HTTP 200, SUCCESS" : "HTTP 200 without returnCode SUCCESS");
  }
}
