package io.github.binancepay.tsp.sandbox.internal.provider;

import static io.github.binancepay.tsp.sandbox.internal.provider.Check.documented;
import static io.github.binancepay.tsp.sandbox.internal.provider.Check.policy;
import static io.github.binancepay.tsp.sandbox.internal.provider.Check.unless;

import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.HeaderDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.JsonDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignatureDoctor;
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

  /** Checks in order. The order is policy of the sandbox. The first failure decides. */
  public static final List<Check> IN_ORDER =
      List.of(
          documented(
              ResultCode.BAD_HTTP_METHOD,
              "the method is not POST",
              (request, provider) -> unless(request.method().equals("POST"), () -> "use POST")),
          policy(
              ResultCode.INVALID_REQUEST_TOO_LARGE,
              "the body is larger than 128 KiB",
              (request, provider) -> unless(!request.tooLarge(), () -> "at most 128 KiB are read")),
          documented(
              ResultCode.MEDIA_TYPE_NOT_SUPPORTED,
              "the media type is not `application/json`, or its charset not UTF-8",
              (request, provider) -> mediaType(request)),
          policy(
              ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED,
              "one of the four headers is missing, empty, or a duplicate",
              (request, provider) -> headers(request)),
          policy(
              ResultCode.BAD_API_KEY_FMT,
              "the API key is not 1 to 128 of `0-9A-Za-z_-`",
              (request, provider) -> format(request, API_KEY, API_KEY_FORMAT)),
          documented(
              ResultCode.INVALID_API_KEY_OR_IP,
              "the API key is not known",
              (request, provider) -> apiKey(request.header(API_KEY), provider.apiKeys())),
          policy(
              ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED,
              "the timestamp is not a number, or the nonce not 32 letters or digits",
              (request, provider) ->
                  format(request, TIMESTAMP, TIMESTAMP_FORMAT)
                      .or(() -> format(request, NONCE, NONCE_FORMAT))),
          documented(
              ResultCode.INVALID_TIMESTAMP,
              "the timestamp is more than 1 s from the sandbox's clock",
              TransportChecks::timestamp),
          documented(
              ResultCode.INVALID_SIGNATURE,
              "the signature is not that of the bytes received",
              TransportChecks::signature),
          policy(
              ResultCode.INVALID_REQUEST,
              "the nonce was used before, or more than 200,000 in three windows of time",
              (request, provider) ->
                  provider
                      .nonces()
                      .remember(
                          request.header(API_KEY) + " " + request.header(NONCE),
                          request.receivedAtMillis())),
          documented(
              ResultCode.INVALID_REQUEST_BODY,
              "the body is not a JSON object in UTF-8, or has a duplicate member",
              (request, provider) -> json(request)));

  private TransportChecks() {}

  /** {@return whether a string has the format of an API key} */
  public static boolean isApiKey(String text) {
    return API_KEY_FORMAT.matcher(text).matches();
  }

  private static Optional<String> mediaType(SandboxRequest request) {
    List<String> values = request.headerValues("Content-Type");
    return unless(
        values.size() == 1 && MEDIA_TYPE.matcher(values.get(0)).matches(),
        () -> HeaderDoctor.mediaType(values));
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

  private static Optional<String> format(SandboxRequest request, String name, Pattern format) {
    String value = request.header(name);
    return unless(format.matcher(value).matches(), () -> HeaderDoctor.malformed(name, value));
  }

  private static Optional<String> apiKey(String apiKey, ApiKeys accepted) {
    return unless(
        accepted.check(apiKey).isPresent(),
        () -> API_KEY + " is not known: " + accepted.unlike(apiKey));
  }

  private static Optional<String> timestamp(SandboxRequest request, Provider provider) {
    long now = request.receivedAtMillis();
    String timestamp = request.header(TIMESTAMP);
    long window = provider.settings().window().toMillis();
    return unless(
        Math.abs(Long.parseLong(timestamp) - now) <= window,
        () -> HeaderDoctor.wrongTime(timestamp, now, window));
  }

  private static Optional<String> signature(SandboxRequest request, Provider provider) {
    SignatureCheck check = provider.apiKeys().check(request.header(API_KEY)).orElseThrow();
    boolean passes =
        check.passes(
            request.header(TIMESTAMP),
            request.header(NONCE),
            request.body(),
            request.header(SIGNATURE));
    return unless(passes, () -> diagnosis(check, request, provider));
  }

  private static String diagnosis(SignatureCheck check, SandboxRequest request, Provider provider) {
    if (!provider.searches().tryAcquire()) {
      return "too many wrong signatures arrive to look for the mistake; wait a second";
    }
    try {
      return check.diagnose(request.signed(), SignatureDoctor.BUDGET).text();
    } finally {
      provider.searches().release();
    }
  }

  private static Optional<String> json(SandboxRequest request) {
    return unless(
        request.json().isPresent(),
        () ->
            JsonDoctor.diagnose(request.body())
                .orElse("expected one JSON object in UTF-8, without huge numbers"));
  }
}
