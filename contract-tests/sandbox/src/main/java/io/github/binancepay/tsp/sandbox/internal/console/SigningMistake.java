package io.github.binancepay.tsp.sandbox.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.provider.SignatureCheck;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Deliberate mistake of the console, which shows the diagnosis of the sandbox.
 *
 * @param name the name in forms
 */
record SigningMistake(String name, Consumer<Draft> change) {
  static final SigningMistake NONE = new SigningMistake("none", draft -> {});

  static final List<SigningMistake> ALL =
      List.of(
          NONE,
          new SigningMistake(
              "lower-case",
              draft -> draft.encoding = signature -> signature.toLowerCase(Locale.ROOT)),
          new SigningMistake("base64", draft -> draft.encoding = SigningMistake::base64),
          new SigningMistake("sha-256", draft -> draft.algorithm = "HmacSHA256"),
          new SigningMistake("last-line-feed", draft -> draft.end = ""),
          new SigningMistake("crlf", draft -> draft.lineEnd = "\r\n"),
          new SigningMistake("body-left-out", draft -> draft.signedBody = ""),
          new SigningMistake("line-end", draft -> draft.sentBody = draft.sentBody + "\n"),
          new SigningMistake("seconds", draft -> draft.timestamp = shifted(draft, 1000, 0)),
          new SigningMistake(
              "old-timestamp", draft -> draft.timestamp = shifted(draft, 1, 3_600_000)),
          new SigningMistake("api-key", draft -> draft.apiKey = draft.apiKey + "x"));

  private static String shifted(Draft draft, long divisor, long millis) {
    return Long.toString((Long.parseLong(draft.timestamp) - millis) / divisor);
  }

  /** A request that is about to be signed. */
  static final class Draft {
    final String nonce;
    String apiKey;
    String timestamp;
    String sentBody;
    private String signedBody;
    private String lineEnd = "\n";
    private String end;
    private String algorithm = "HmacSHA512";
    private UnaryOperator<String> encoding = signature -> signature;

    Draft(String apiKey, long timestamp, String nonce, String body) {
      this.apiKey = apiKey;
      this.timestamp = Long.toString(timestamp);
      this.nonce = nonce;
      this.sentBody = body;
      this.signedBody = body;
    }

    String signature(SignatureCheck key) {
      String last = end == null ? lineEnd : end;
      String payload = timestamp + lineEnd + nonce + lineEnd + signedBody + last;
      return encoding.apply(key.sign(algorithm, payload.getBytes(UTF_8)));
    }
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
