package io.github.binancepay.tsp.sandbox.internal.provider;

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
import static io.github.binancepay.tsp.sandbox.internal.provider.Check.documented;
import static io.github.binancepay.tsp.sandbox.internal.provider.Check.failIf;
import static io.github.binancepay.tsp.sandbox.internal.provider.Check.policy;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.ApiKeyDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.HeaderDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.JsonDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignatureDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.TimestampDoctor;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks that are common to all operations. */
public final class TransportChecks {
  public static final String TIMESTAMP = "BinancePay-Timestamp";
  public static final String NONCE = "BinancePay-Nonce";
  public static final String API_KEY = "BinancePay-Certificate-SN";
  public static final String SIGNATURE = "BinancePay-Signature";

  /** Signed headers, in the order in which they are checked. */
  public static final List<String> HEADERS = List.of(TIMESTAMP, NONCE, API_KEY, SIGNATURE);

  private static final Pattern API_KEY_FORMAT = Pattern.compile("[0-9A-Za-z_-]{1,128}");
  private static final Pattern TIMESTAMP_FORMAT = Pattern.compile("[0-9]{1,18}");
  private static final Pattern NONCE_FORMAT = Pattern.compile("[0-9A-Za-z]{32}");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

  /**
   * In the order in which they are made; the first that does not pass decides. The order is the
   * sandbox's own.
   */
  public static final List<Check> IN_ORDER =
      List.of(
          documented(
              BAD_HTTP_METHOD,
              "the method is not POST",
              (request, provider) -> failIf(!request.method().equals("POST"), "use POST")),
          policy(
              INVALID_REQUEST_TOO_LARGE,
              "the body is larger than 128 KiB",
              (request, provider) -> failIf(request.tooLarge(), "at most 128 KiB are read")),
          documented(
              MEDIA_TYPE_NOT_SUPPORTED,
              "the media type is not `application/json`, or its charset not UTF-8",
              (request, provider) -> mediaType(request)),
          policy(
              MANDATORY_PARAM_EMPTY_OR_MALFORMED,
              "one of the four headers is missing, empty, or a duplicate",
              (request, provider) -> headers(request)),
          policy(
              BAD_API_KEY_FMT,
              "the API key is not 1 to 128 of `0-9A-Za-z_-`",
              (request, provider) -> apiKeyFormat(request.header(API_KEY))),
          documented(INVALID_API_KEY_OR_IP, "the API key is not known", TransportChecks::apiKey),
          policy(
              MANDATORY_PARAM_EMPTY_OR_MALFORMED,
              "the timestamp is not a number, or the nonce not 32 letters or digits",
              (request, provider) -> timestampAndNonceFormat(request)),
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
              (request, provider) -> json(request)));

  private TransportChecks() {}

  /** {@return whether a text has the form of an API key} */
  public static boolean isApiKey(String text) {
    return API_KEY_FORMAT.matcher(text).matches();
  }

  private static Optional<String> mediaType(SandboxRequest request) {
    List<String> contentType = request.headerValues("Content-Type");
    return contentType.size() == 1 && MEDIA_TYPE.matcher(contentType.get(0)).matches()
        ? Optional.empty()
        : Optional.of(HeaderDoctor.mediaType(contentType));
  }

  private static Optional<String> headers(SandboxRequest request) {
    for (String name : HEADERS) {
      List<String> values = request.headerValues(name);
      if (values.isEmpty()) {
        return Optional.of(HeaderDoctor.missing(name, otherHeaders(request), request.query()));
      }
      if (values.size() > 1) {
        return Optional.of(HeaderDoctor.duplicate(name, values));
      }
      if (values.get(0).isEmpty()) {
        return Optional.of("header " + name + " is empty");
      }
    }
    return Optional.empty();
  }

  private static List<String> otherHeaders(SandboxRequest request) {
    return request.headers().stream()
        .map(SandboxRequest.Header::name)
        .filter(name -> HEADERS.stream().noneMatch(name::equalsIgnoreCase))
        .toList();
  }

  private static Optional<String> apiKeyFormat(String apiKey) {
    return isApiKey(apiKey)
        ? Optional.empty()
        : Optional.of(API_KEY + ": " + ApiKeyDoctor.form(apiKey));
  }

  private static Optional<String> apiKey(SandboxRequest request, Provider provider) {
    String apiKey = request.header(API_KEY);
    return provider.apiKeys().check(apiKey).isPresent()
        ? Optional.empty()
        : Optional.of(API_KEY + " is not known: " + provider.apiKeys().unlike(apiKey));
  }

  private static Optional<String> timestampAndNonceFormat(SandboxRequest request) {
    String timestamp = request.header(TIMESTAMP);
    if (!TIMESTAMP_FORMAT.matcher(timestamp).matches()) {
      return Optional.of(TimestampDoctor.form(TIMESTAMP, timestamp));
    }
    String nonce = request.header(NONCE);
    return NONCE_FORMAT.matcher(nonce).matches()
        ? Optional.empty()
        : Optional.of(HeaderDoctor.nonce(NONCE, nonce));
  }

  private static Optional<String> timestamp(SandboxRequest request, Provider provider) {
    long now = request.receivedAtMillis();
    long timestamp = Long.parseLong(request.header(TIMESTAMP));
    long window = provider.settings().window().toMillis();
    return Math.abs(timestamp - now) <= window
        ? Optional.empty()
        : Optional.of(TimestampDoctor.value(request.header(TIMESTAMP), now, window));
  }

  private static Optional<String> signature(SandboxRequest request, Provider provider) {
    SignatureCheck check = provider.apiKeys().check(request.header(API_KEY)).orElseThrow();
    String timestamp = request.header(TIMESTAMP);
    String nonce = request.header(NONCE);
    String received = request.header(SIGNATURE);
    if (check.passes(timestamp, nonce, request.body(), received)) {
      return Optional.empty();
    }
    if (!provider.searches().tryAcquire()) {
      return Optional.of("too many wrong signatures arrive to look for the mistake; wait a second");
    }
    try {
      return Optional.of(check.diagnose(request.signed(), SignatureDoctor.BUDGET).text());
    } finally {
      provider.searches().release();
    }
  }

  private static Optional<String> json(SandboxRequest request) {
    return request.readJson()
        ? Optional.empty()
        : JsonDoctor.diagnose(request.body())
            .or(() -> Optional.of("expected one JSON object in UTF-8, without huge numbers"));
  }

  private static Optional<String> nonce(SandboxRequest request, Provider provider) {
    return switch (provider
        .nonces()
        .remember(
            request.header(API_KEY) + " " + request.header(NONCE), request.receivedAtMillis())) {
      case NEW -> Optional.empty();
      case USED -> Optional.of(NONCE + " was used before; make a new nonce for each request");
      case NOT_REMEMBERED ->
          Optional.of("the sandbox can remember no more nonces for now; send fewer requests");
    };
  }
}
