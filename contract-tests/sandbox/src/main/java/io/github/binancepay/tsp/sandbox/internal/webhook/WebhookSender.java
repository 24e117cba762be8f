package io.github.binancepay.tsp.sandbox.internal.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.gson.JsonPrimitive;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.JsonDoctor;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKeys;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Signs a notification, sends it once, and checks the response. */
public final class WebhookSender {
  private static final long TIMEOUT_SECONDS = Limits.WEBHOOK_TIMEOUT.toSeconds();

  /** Runs a task when the time for one attempt is over. */
  public static final Executor AFTER_TIMEOUT =
      CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, SECONDS, Runnable::run);

  private static final int MAX_REPLY_BYTES = 64 * 1024;
  private static final int KEPT_CHARACTERS = 1024;
  private static final long OLD_MILLIS = Duration.ofHours(1).toMillis();

  /** Client of all sandboxes, which is created on demand, because it starts threads. */
  private static final class Http {
    static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private final WebhookKeys keys;
  private final LongSupplier clock;
  private final Executor afterTimeout;

  public WebhookSender(WebhookKeys keys, LongSupplier clock, Executor afterTimeout) {
    this.keys = keys;
    this.clock = clock;
    this.afterTimeout = afterTimeout;
  }

  Delivery.Attempt send(URI url, Delivery delivery) {
    Optional<DeliveryFault> fault = delivery.faultOfAttempt();
    long now = clock.getAsLong();
    List<Header> headers = headers(now, delivery.body(), fault);
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    Optional<Integer> status = Optional.empty();
    String description;
    boolean accepted = false;
    try {
      int code = exchange(request(url, headers, delivery.body()), reply);
      status = Optional.of(code);
      accepted = code == 200 && isSuccess(reply.toByteArray());
      String returnCode = accepted ? ", SUCCESS" : " without returnCode SUCCESS";
      description = "HTTP " + code + (code == 200 ? returnCode : "");
    } catch (ExecutionException e) {
      description =
          e.getCause() instanceof TimeoutException
              ? "no response within " + TIMEOUT_SECONDS + " s"
              : "no response: " + e.getCause().getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      description = "interrupted";
    } catch (RuntimeException e) {
      description = "not sent: " + e.getClass().getSimpleName();
    }
    String text = reply.toString(UTF_8);
    return new Delivery.Attempt(
        now,
        url.toString(),
        headers,
        fault,
        status,
        text.substring(0, Math.min(text.length(), KEPT_CHARACTERS)),
        accepted,
        description);
  }

  /** {@return the headers of a notification that is sent now, without a fault} */
  List<Header> headers(byte[] body) {
    return headers(clock.getAsLong(), body, Optional.empty());
  }

  private List<Header> headers(long now, byte[] body, Optional<DeliveryFault> fault) {
    DeliveryFault injected = fault.orElse(null);
    WebhookKey key =
        injected == DeliveryFault.UNKNOWN_SERIAL ? WebhookKey.generate() : keys.current();
    long age = injected == DeliveryFault.OLD_TIMESTAMP ? OLD_MILLIS : 0;
    byte[] signed = injected == DeliveryFault.WRONG_SIGNATURE ? "{}".getBytes(UTF_8) : body;
    String timestamp = Long.toString(now - age);
    String nonce = UUID.randomUUID().toString().replace("-", "");
    return List.of(
        new Header("Content-Type", "application/json"),
        new Header(TransportChecks.API_KEY, key.serial()),
        new Header(TransportChecks.NONCE, nonce),
        new Header(TransportChecks.TIMESTAMP, timestamp),
        new Header(TransportChecks.SIGNATURE, key.sign(timestamp, nonce, signed)));
  }

  private static HttpRequest request(URI url, List<Header> headers, byte[] body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    headers.forEach(header -> request.header(header.name(), header.value()));
    return request.POST(BodyPublishers.ofByteArray(body)).build();
  }

  /** Returns the status, and writes the start of the body. */
  private int exchange(HttpRequest request, ByteArrayOutputStream reply)
      throws ExecutionException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> response =
        Http.CLIENT.sendAsync(
            request,
            BodyHandlers.ofByteArrayConsumer(
                part -> part.ifPresent(bytes -> writeStart(bytes, reply))));
    CompletableFuture<Integer> status = response.thenApply(HttpResponse::statusCode);
    afterTimeout.execute(() -> status.completeExceptionally(new TimeoutException()));
    try {
      return status.get();
    } finally {
      response.cancel(true);
    }
  }

  private static void writeStart(byte[] bytes, ByteArrayOutputStream reply) {
    reply.write(bytes, 0, Math.min(bytes.length, MAX_REPLY_BYTES - reply.size()));
  }

  private static boolean isSuccess(byte[] reply) {
    return JsonDoctor.read(reply)
        .map(object -> object.get("returnCode"))
        .equals(Optional.of(new JsonPrimitive("SUCCESS")));
  }
}
