package io.github.binancepay.tsp.sandbox.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.exchange.LoggedRequest;
import io.github.binancepay.tsp.sandbox.internal.exchange.RequestLog;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import io.github.binancepay.tsp.sandbox.internal.provider.SignatureCheck;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs a request and passes it to the operation without a connection, which would hold a thread.
 */
record ConsoleCall(Provider provider, RequestLog log) {
  /** Deliberate mistake, which shows the diagnosis of the sandbox. */
  enum Mistake {
    NONE,
    LOWER_CASE,
    BASE64,
    SHA_256,
    LAST_LINE_FEED,
    CRLF,
    BODY_LEFT_OUT,
    LINE_END,
    SECONDS,
    OLD_TIMESTAMP,
    API_KEY;

    /** {@return the name in forms} */
    String formName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  LoggedRequest send(Operation operation, String body, Mistake mistake) {
    SandboxRequest request = signed(operation, body, mistake);
    return log.record(request, operation.respond(request, provider));
  }

  private SandboxRequest signed(Operation operation, String body, Mistake mistake) {
    long now = provider.nowMillis();
    String nonce = UUID.randomUUID().toString().replace("-", "");
    String apiKey = provider.apiKeys().first();
    String timestamp =
        Long.toString(
            switch (mistake) {
              case SECONDS -> now / 1000;
              case OLD_TIMESTAMP -> now - 3_600_000;
              default -> now;
            });
    String lineEnd = mistake == Mistake.CRLF ? "\r\n" : "\n";
    String payload =
        timestamp
            + lineEnd
            + nonce
            + lineEnd
            + (mistake == Mistake.BODY_LEFT_OUT ? "" : body)
            + (mistake == Mistake.LAST_LINE_FEED ? "" : lineEnd);
    SignatureCheck key = provider.apiKeys().check(apiKey).orElseThrow();
    byte[] sent = (mistake == Mistake.LINE_END ? body + "\n" : body).getBytes(UTF_8);
    return new SandboxRequest(
        "POST",
        operation.path(),
        "",
        List.of(
            new Header("Host", URI.create(provider.settings().baseUrl()).getAuthority()),
            new Header("Content-Type", "application/json"),
            new Header("Content-Length", Integer.toString(sent.length)),
            new Header(TransportChecks.TIMESTAMP, timestamp),
            new Header(TransportChecks.NONCE, nonce),
            new Header(TransportChecks.API_KEY, mistake == Mistake.API_KEY ? apiKey + "x" : apiKey),
            new Header(
                TransportChecks.SIGNATURE, signature(key, payload.getBytes(UTF_8), mistake))),
        Optional.of(sent),
        now);
  }

  private static String signature(SignatureCheck key, byte[] payload, Mistake mistake) {
    String right = key.sign(mistake == Mistake.SHA_256 ? "HmacSHA256" : "HmacSHA512", payload);
    return switch (mistake) {
      case LOWER_CASE -> right.toLowerCase(Locale.ROOT);
      case BASE64 -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(right));
      default -> right;
    };
  }
}
