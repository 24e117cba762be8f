package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Signs a call and sends it to the sandbox's own port, so that what the console shows is what
 * happens to a request from outside. Only operations are called, which call nobody.
 */
final class ConsoleCall {
  private static final int TIMEOUT_MILLIS = 10_000;
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

  ConsoleCall(SandboxState state) {
    this.state = state;
  }

  /**
   * Makes the call.
   *
   * @throws IllegalStateException if too many are made at once
   */
  Result send(Operation operation, String body, SigningMistake mistake) {
    String nonce = SigningKeys.newNonce();
    boolean permitted = false;
    Optional<String> failure = Optional.empty();
    try {
      permitted = permits.tryAcquire(TIMEOUT_MILLIS, MILLISECONDS);
      if (!permitted) {
        throw new IllegalStateException("Too many calls are made at once; try again");
      }
      exchange(operation, body, nonce, mistake);
    } catch (IOException e) {
      failure = Optional.of("There is no response: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = Optional.of("Interrupted");
    } finally {
      if (permitted) {
        permits.release();
      }
    }
    return new Result(operation, body, mistake, failure, state.requests().withNonce(nonce));
  }

  /** By hand: to load the JDK's client takes longer than a timestamp is good for. */
  private void exchange(Operation operation, String body, String nonce, SigningMistake mistake)
      throws IOException {
    URI own = URI.create(state.baseUrl());
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(own.getHost(), own.getPort()), TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(signed(operation, own.getAuthority(), body, nonce, mistake));
      // What comes back is in the log.
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private byte[] signed(
      Operation operation, String host, String body, String nonce, SigningMistake mistake) {
    SigningMistake.Draft draft =
        new SigningMistake.Draft(state.firstApiKey(), state.nowMillis(), nonce, body);
    mistake.change().accept(draft);
    SignatureCheck key = state.signatureCheck(state.firstApiKey()).orElseThrow();
    byte[] sent = draft.sentBody.getBytes(UTF_8);
    String head =
        String.join(
            "\r\n",
            "POST " + operation.path() + " HTTP/1.1",
            "Host: " + host,
            "Connection: close",
            "Content-Type: application/json",
            "Content-Length: " + sent.length,
            TransportChecks.TIMESTAMP + ": " + draft.timestamp,
            TransportChecks.NONCE + ": " + draft.nonce,
            TransportChecks.API_KEY + ": " + draft.apiKey,
            TransportChecks.SIGNATURE + ": " + draft.signature(key),
            "",
            "");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(US_ASCII));
    request.writeBytes(sent);
    return request.toByteArray();
  }
}
