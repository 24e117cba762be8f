package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** One signed POST, which is never sent again. */
final class SignedCall {
  /** How a call ended. */
  // Two of them are never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Response(int httpStatus, byte[] body, Optional<String> diagnosis) {}

  private static final int MAX_RESPONSE_BYTES = 4 * 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final TargetUrl target;
  private final SigningKeys keys;

  /**
   * Checks where to call.
   *
   * @param flag what gives the URL, for messages
   * @throws InputException if it is not a base URL, or these keys must not be sent there
   */
  SignedCall(String flag, String baseUrl, SigningKeys keys) {
    this.target = TargetUrl.of(flag, baseUrl, keys);
    this.keys = keys;
  }

  /**
   * Sends it.
   *
   * @throws IOException if there is no response; whether the request was received is not known
   */
  Response send(Operation operation, byte[] body) throws IOException {
    HttpClient http =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(operation.path()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    // As late as it can be: it is good for a second.
    keys.headers(Long.toString(Clock.systemUTC().millis()), SigningKeys.newNonce(), body)
        .forEach(request::header);
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream stream = response.body()) {
        byte[] read = stream.readNBytes(MAX_RESPONSE_BYTES + 1);
        if (read.length > MAX_RESPONSE_BYTES) {
          throw new IOException("the response is larger than 4 MiB");
        }
        return new Response(
            response.statusCode(), read, response.headers().firstValue("Sandbox-Diagnosis"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
