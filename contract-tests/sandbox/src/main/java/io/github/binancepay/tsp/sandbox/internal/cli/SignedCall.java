package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
import java.util.regex.Pattern;

/** One signed POST, which is never sent again. */
final class SignedCall {
  /** How a call ended. */
  // Two of them are never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Response(int httpStatus, byte[] body, Optional<String> diagnosis) {}

  private static final int MAX_RESPONSE_BYTES = 4 * 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|\\[::1]|127([.](25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

  private final String baseUrl;
  private final SigningKeys keys;

  /**
   * Checks where to call.
   *
   * @param flag what gives the URL, for messages
   * @throws InputException if it is not a base URL, or these keys must not be sent there
   */
  SignedCall(String flag, String baseUrl, SigningKeys keys) {
    URI url = url(flag, baseUrl);
    boolean loopback = LOOPBACK.matcher(url.getHost()).matches();
    if (!loopback && url.getScheme().equals("http")) {
      throw new InputException(flag + " must be https, unless it is a loopback address");
    }
    if (!loopback && !keys.given()) {
      throw new InputException(
          flag
              + " is not a loopback address, so that the sandbox's keys are not for it; set "
              + KeyOptions.VARIABLE
              + " and "
              + SecretKeyOption.VARIABLE);
    }
    this.baseUrl = baseUrl.replaceFirst("/+$", "");
    this.keys = keys;
  }

  private static URI url(String flag, String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getPort() <= 65535
          && url.getUserInfo() == null
          && url.getQuery() == null
          && url.getFragment() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below, in words of our own.
    }
    throw new InputException(
        flag + " must be scheme, host, port and perhaps a path, as http://127.0.0.1:8080");
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
        HttpRequest.newBuilder(URI.create(baseUrl + operation.path()))
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
