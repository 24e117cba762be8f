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
 * A mistake that the console makes on purpose, so that one sees what the sandbox says to it.
 *
 * @param name what it is called in forms
 * @param label what it is called on pages
 */
record SigningMistake(String name, String label, Consumer<Draft> change) {
  static final SigningMistake NONE = new SigningMistake("none", "none", draft -> {});

  static final List<SigningMistake> ALL =
      List.of(
          NONE,
          new SigningMistake(
              "lower-case",
              "signature in lower case",
              draft -> draft.encoding = signature -> signature.toLowerCase(Locale.ROOT)),
          new SigningMistake(
              "base64", "signature in base64", draft -> draft.encoding = SigningMistake::base64),
          new SigningMistake(
              "sha-256", "SHA-256 instead of SHA-512", draft -> draft.algorithm = "HmacSHA256"),
          new SigningMistake(
              "last-line-feed", "last line feed not signed", draft -> draft.end = ""),
          new SigningMistake("crlf", "CRLF instead of LF", draft -> draft.lineEnd = "\r\n"),
          new SigningMistake("body-left-out", "body not signed", draft -> draft.signedBody = ""),
          new SigningMistake(
              "line-end",
              "line end sent, but not signed",
              draft -> draft.sentBody = draft.sentBody + "\n"),
          new SigningMistake(
              "seconds",
              "timestamp in seconds",
              draft -> draft.timestamp = Long.toString(Long.parseLong(draft.timestamp) / 1000)),
          new SigningMistake(
              "old-timestamp",
              "timestamp of an hour ago",
              draft ->
                  draft.timestamp = Long.toString(Long.parseLong(draft.timestamp) - 3_600_000)),
          new SigningMistake(
              "api-key", "unknown API key", draft -> draft.apiKey = draft.apiKey + "x"));

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

  /**
   * @throws IllegalArgumentException if there is no such mistake
   */
  static SigningMistake named(String name) {
    return ALL.stream()
        .filter(mistake -> mistake.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no such mistake; these are: "
                        + String.join(", ", ALL.stream().map(SigningMistake::name).toList())));
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
