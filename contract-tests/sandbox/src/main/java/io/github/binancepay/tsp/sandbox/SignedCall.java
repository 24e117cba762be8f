package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Signs a call and sends it to the sandbox's own port, so that what the console shows is what
 * happens to a request from outside. Only operations are called, which call nobody.
 */
final class SignedCall {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  // Each holds a thread of the server, and needs a second one.
  private static final int MAX_AT_ONCE = 4;

  /**
   * What became of a call.
   *
   * @param failure why there is no response; empty if there is one
   * @param logged as it was received; empty if it was not, or if others have taken its place
   */
  record Result(
      Operation operation,
      String body,
      SigningMistake mistake,
      Optional<String> failure,
      Optional<LoggedRequest> logged) {}

  private final SandboxState state;
  private final Semaphore permits = new Semaphore(MAX_AT_ONCE);
  private HttpClient http;

  SignedCall(SandboxState state) {
    this.state = state;
  }

  /**
   * @throws IllegalStateException if too many are made at once
   */
  Result send(Operation operation, String body, SigningMistake mistake) {
    String nonce = UUID.randomUUID().toString().replace("-", "");
    HttpRequest request = signed(operation, body, nonce, mistake);
    Optional<String> failure = exchange(request);
    return new Result(operation, body, mistake, failure, state.requests().withNonce(nonce));
  }

  private HttpRequest signed(
      Operation operation, String body, String nonce, SigningMistake mistake) {
    SigningMistake.Draft draft =
        new SigningMistake.Draft(state.firstApiKey(), state.nowMillis(), nonce, body);
    mistake.change().accept(draft);
    SignatureCheck key = state.signatureCheck(state.firstApiKey()).orElseThrow();
    return HttpRequest.newBuilder(URI.create(state.baseUrl() + operation.path()))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .header(TransportChecks.TIMESTAMP, draft.timestamp)
        .header(TransportChecks.NONCE, nonce)
        .header(TransportChecks.API_KEY, draft.apiKey)
        .header(TransportChecks.SIGNATURE, draft.signature(key))
        .POST(BodyPublishers.ofByteArray(draft.sentBody.getBytes(UTF_8)))
        .build();
  }

  private Optional<String> exchange(HttpRequest request) {
    boolean permitted = false;
    try {
      permitted = permits.tryAcquire(TIMEOUT.toSeconds(), SECONDS);
      if (!permitted) {
        throw new IllegalStateException("Too many calls are made at once; try again");
      }
      http().send(request, BodyHandlers.discarding());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("No response: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("Interrupted");
    } finally {
      if (permitted) {
        permits.release();
      }
    }
  }

  // It takes a tenth of a second to make, which only those wait for who call.
  private synchronized HttpClient http() {
    if (http == null) {
      http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .proxy(HttpClient.Builder.NO_PROXY)
              .build();
    }
    return http;
  }
}
