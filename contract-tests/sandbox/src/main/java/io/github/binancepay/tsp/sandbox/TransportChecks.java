package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.model.ResultCode.BAD_API_KEY_FMT;
import static io.github.binancepay.tsp.model.ResultCode.BAD_HTTP_METHOD;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_API_KEY_OR_IP;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST_BODY;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST_TOO_LARGE;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_SIGNATURE;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_TIMESTAMP;
import static io.github.binancepay.tsp.model.ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED;
import static io.github.binancepay.tsp.model.ResultCode.MEDIA_TYPE_NOT_SUPPORTED;
import static io.github.binancepay.tsp.sandbox.Check.documented;
import static io.github.binancepay.tsp.sandbox.Check.failIf;
import static io.github.binancepay.tsp.sandbox.Check.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The checks that a request has to pass whatever its operation is. */
final class TransportChecks {
  static final String TIMESTAMP = "BinancePay-Timestamp";
  static final String NONCE = "BinancePay-Nonce";
  static final String API_KEY = "BinancePay-Certificate-SN";
  static final String SIGNATURE = "BinancePay-Signature";

  static final TextFormat API_KEY_FORMAT =
      new TextFormat(1, 128, c -> TextFormat.isLetterOrDigit(c) || c == '_' || c == '-');
  private static final TextFormat TIMESTAMP_FORMAT = new TextFormat(1, 18, TextFormat::isDigit);
  private static final TextFormat NONCE_FORMAT =
      new TextFormat(32, 32, TextFormat::isLetterOrDigit);
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

  /**
   * In the order in which they are made; the first that does not pass decides. The order is the
   * sandbox's own.
   */
  static final List<Check> IN_ORDER =
      List.of(
          documented(
              BAD_HTTP_METHOD,
              "the method is not POST",
              (request, state) -> failIf(!request.method.equals("POST"), "use POST")),
          policy(
              INVALID_REQUEST_TOO_LARGE,
              "the body is larger than 128 KiB",
              (request, state) -> failIf(request.tooLarge(), "at most 128 KiB are read")),
          documented(
              MEDIA_TYPE_NOT_SUPPORTED,
              "the media type is not `application/json`, or its charset not UTF-8",
              (request, state) -> mediaType(request)),
          policy(
              MANDATORY_PARAM_EMPTY_OR_MALFORMED,
              "one of the four headers is missing, empty, or a duplicate",
              (request, state) -> headers(request)),
          policy(
              BAD_API_KEY_FMT,
              "the API key is not 1 to 128 of `0-9A-Za-z_-`",
              (request, state) ->
                  failIf(!API_KEY_FORMAT.matches(request.header(API_KEY)), API_KEY)),
          documented(
              INVALID_API_KEY_OR_IP,
              "the API key is not known",
              (request, state) ->
                  failIf(state.signatureCheck(request.header(API_KEY)).isEmpty(), API_KEY)),
          policy(
              MANDATORY_PARAM_EMPTY_OR_MALFORMED,
              "the timestamp is not a number, or the nonce not 32 letters or digits",
              (request, state) -> timestampAndNonceFormat(request)),
          documented(
              INVALID_TIMESTAMP,
              "the timestamp is more than 1 s from the sandbox's clock",
              TransportChecks::timestamp),
          documented(
              INVALID_SIGNATURE,
              "the signature is not that of the bytes received",
              TransportChecks::signature),
          policy(
              INVALID_REQUEST,
              "the nonce was used before, or more than 200,000 in three windows of time",
              TransportChecks::nonce),
          documented(
              INVALID_REQUEST_BODY,
              "the body is not a JSON object in UTF-8, or has a duplicate member",
              (request, state) ->
                  failIf(
                      !request.readJson(),
                      "expected one JSON object in UTF-8, without duplicate members")));

  private TransportChecks() {}

  private static Optional<String> mediaType(SandboxRequest request) {
    List<String> contentType = request.headerValues("Content-Type");
    return failIf(
        contentType.size() != 1 || !MEDIA_TYPE.matcher(contentType.get(0)).matches(),
        "send Content-Type: application/json");
  }

  private static Optional<String> headers(SandboxRequest request) {
    for (String name : List.of(TIMESTAMP, NONCE, API_KEY, SIGNATURE)) {
      List<String> values = request.headerValues(name);
      if (values.isEmpty() || values.get(0).isEmpty()) {
        return Optional.of("header " + name + " is missing");
      }
      if (values.size() > 1) {
        return Optional.of("duplicate header " + name);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> timestampAndNonceFormat(SandboxRequest request) {
    if (!TIMESTAMP_FORMAT.matches(request.header(TIMESTAMP))) {
      return Optional.of("header " + TIMESTAMP + " is not a number of milliseconds");
    }
    return failIf(
        !NONCE_FORMAT.matches(request.header(NONCE)),
        "header " + NONCE + " is not 32 letters or digits");
  }

  private static Optional<String> timestamp(SandboxRequest request, SandboxState state) {
    long now = request.receivedAtMillis;
    long timestamp = Long.parseLong(request.header(TIMESTAMP));
    if (state.isWithinWindow(timestamp, now)) {
      return Optional.empty();
    }
    boolean seconds = Math.abs(timestamp - now / 1000) < 24 * 60 * 60;
    return Optional.of(
        seconds
            ? "it is in seconds; send milliseconds"
            : String.format(Locale.ROOT, "it is %+d ms from this clock", timestamp - now));
  }

  private static Optional<String> signature(SandboxRequest request, SandboxState state) {
    SignatureCheck check = state.signatureCheck(request.header(API_KEY)).orElseThrow();
    String timestamp = request.header(TIMESTAMP);
    String nonce = request.header(NONCE);
    String received = request.header(SIGNATURE);
    if (check.passes(timestamp, nonce, request.body(), received)) {
      return Optional.empty();
    }
    return Optional.of(
        check
            .diagnose(timestamp, nonce, request.body(), received)
            .orElse("no usual mistake explains it; is the secret key the right one?"));
  }

  private static Optional<String> nonce(SandboxRequest request, SandboxState state) {
    return switch (state.remember(request)) {
      case NEW -> Optional.empty();
      case USED -> Optional.of(NONCE + " was used before");
      case NOT_REMEMBERED ->
          Optional.of("the sandbox can remember no more nonces for now; send fewer requests");
    };
  }
}
