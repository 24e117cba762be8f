package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.model.ResultCode.BAD_API_KEY_FMT;
import static io.github.binancepay.tsp.model.ResultCode.BAD_HTTP_METHOD;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_API_KEY_OR_IP;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_MERCHANT_ID;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_ILLEGAL_CHAR;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_LENGTH;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_PARAM_WRONG_VALUE;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST_BODY;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_REQUEST_TOO_LARGE;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_SIGNATURE;
import static io.github.binancepay.tsp.model.ResultCode.INVALID_TIMESTAMP;
import static io.github.binancepay.tsp.model.ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED;
import static io.github.binancepay.tsp.model.ResultCode.MEDIA_TYPE_NOT_SUPPORTED;

import com.google.gson.JsonElement;
import io.github.binancepay.tsp.model.AuthorizationScope;
import io.github.binancepay.tsp.model.ResultCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks that a request has to pass. */
final class Checks {
  static final String TIMESTAMP = "BinancePay-Timestamp";
  static final String NONCE = "BinancePay-Nonce";
  static final String API_KEY = "BinancePay-Certificate-SN";
  static final String SIGNATURE = "BinancePay-Signature";

  static final int LARGEST_BODY = 128 * 1024;
  private static final int LONGEST_TEXT = 128;
  private static final int LONGEST_LIST = 100;

  static final Pattern API_KEY_FORMAT = Pattern.compile("[0-9A-Za-z_-]{1,128}");
  private static final Pattern TIMESTAMP_FORMAT = Pattern.compile("[0-9]{1,18}");
  private static final Pattern NONCE_FORMAT = Pattern.compile("[0-9A-Za-z]{32}");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";
  private static final Pattern IP_V4 = Pattern.compile(OCTET + "([.]" + OCTET + "){3}");
  private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]+");
  private static final Set<String> SCOPES =
      Arrays.stream(AuthorizationScope.values())
          .map(AuthorizationScope::getValue)
          .collect(Collectors.toSet());

  /**
   * One check.
   *
   * @param code what a request gets that does not pass
   * @param rejects what does not pass
   * @param policy whether this is the sandbox's own rule, the provider documenting none
   * @param finding what is wrong with a request, or empty if it passes
   */
  record Check(
      ResultCode code,
      String rejects,
      boolean policy,
      BiFunction<SandboxRequest, SandboxState, Optional<String>> finding) {}

  /**
   * In the order in which they are made; the first that does not pass decides. The order is the
   * sandbox's own.
   */
  static final List<Check> IN_ORDER =
      List.of(
          documented(
              BAD_HTTP_METHOD, "the method is not POST", (request, state) -> method(request)),
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
              "one of the four headers is missing, empty, or there twice",
              (request, state) -> headersAreThereOnce(request)),
          policy(
              BAD_API_KEY_FMT,
              "the API key is not 1 to 128 of `0-9A-Za-z_-`",
              (request, state) ->
                  failIf(!API_KEY_FORMAT.matcher(request.header(API_KEY)).matches(), API_KEY)),
          documented(
              INVALID_API_KEY_OR_IP,
              "the API key is not known",
              (request, state) -> failIf(!state.knowsApiKey(request.header(API_KEY)), API_KEY)),
          policy(
              MANDATORY_PARAM_EMPTY_OR_MALFORMED,
              "the timestamp is not a number, or the nonce not 32 letters or digits",
              (request, state) -> timestampAndNonceFormat(request)),
          documented(
              INVALID_TIMESTAMP,
              "the timestamp is more than 1 s from the sandbox's clock",
              (request, state) -> timestamp(request, state)),
          documented(
              INVALID_SIGNATURE,
              "the signature is not that of the bytes received",
              (request, state) -> signature(request, state)),
          policy(
              INVALID_REQUEST,
              "the nonce was used before",
              (request, state) -> failIf(!state.isNewNonce(request), NONCE + " was used before")),
          documented(
              INVALID_REQUEST_BODY,
              "the body is not a JSON object in UTF-8, or has a member twice",
              (request, state) ->
                  failIf(
                      request.json().isEmpty(),
                      "expected one JSON object in UTF-8, no member twice")),
          documented(
              MANDATORY_PARAM_EMPTY_OR_MALFORMED,
              "`merchantId`, `scopes` or `ipWhitelist` is missing, null or empty",
              (request, state) -> fieldsArePresent(request)),
          policy(
              INVALID_REQUEST,
              "`merchantId` is not a string, or `scopes` or `ipWhitelist` not a list of strings",
              (request, state) -> fieldTypes(request)),
          policy(
              INVALID_PARAM_WRONG_LENGTH,
              "a string is longer than 128 characters, or a list than 100 entries",
              (request, state) -> lengths(request)),
          policy(
              INVALID_PARAM_ILLEGAL_CHAR,
              "a string has a control character",
              (request, state) -> characters(request)),
          policy(
              INVALID_PARAM_WRONG_VALUE,
              "a scope is not a known one, or an entry of `ipWhitelist` not an IP address",
              (request, state) -> values(request)),
          documented(
              INVALID_MERCHANT_ID,
              "the merchant is not known",
              (request, state) ->
                  failIf(!state.knowsMerchant(merchantId(request)), "merchantId is not known")));

  private Checks() {}

  /** The first check that the request does not pass, with what it found. */
  static Optional<Map.Entry<Check, String>> firstFailed(
      SandboxRequest request, SandboxState state) {
    return IN_ORDER.stream()
        .flatMap(
            check ->
                check
                    .finding()
                    .apply(request, state)
                    .map(found -> Map.entry(check, found))
                    .stream())
        .findFirst();
  }

  static String merchantId(SandboxRequest request) {
    return request.field("merchantId").getAsString();
  }

  static List<String> texts(SandboxRequest request, String list) {
    return request.field(list).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }

  private static Check documented(
      ResultCode code,
      String rejects,
      BiFunction<SandboxRequest, SandboxState, Optional<String>> finding) {
    return new Check(code, rejects, false, finding);
  }

  private static Check policy(
      ResultCode code,
      String rejects,
      BiFunction<SandboxRequest, SandboxState, Optional<String>> finding) {
    return new Check(code, rejects, true, finding);
  }

  private static Optional<String> failIf(boolean wrong, String found) {
    return wrong ? Optional.of(found) : Optional.empty();
  }

  private static Optional<String> method(SandboxRequest request) {
    return failIf(!request.method().equals("POST"), "use POST");
  }

  private static Optional<String> mediaType(SandboxRequest request) {
    List<String> contentType = request.headerValues("Content-Type");
    return failIf(
        contentType.size() != 1 || !MEDIA_TYPE.matcher(contentType.get(0)).matches(),
        "send Content-Type: application/json");
  }

  private static Optional<String> headersAreThereOnce(SandboxRequest request) {
    for (String name : List.of(TIMESTAMP, NONCE, API_KEY, SIGNATURE)) {
      List<String> values = request.headerValues(name);
      if (values.isEmpty() || values.get(0).isEmpty()) {
        return Optional.of("header " + name + " is missing");
      }
      if (values.size() > 1) {
        return Optional.of("header " + name + " is there " + values.size() + " times");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> timestampAndNonceFormat(SandboxRequest request) {
    if (!TIMESTAMP_FORMAT.matcher(request.header(TIMESTAMP)).matches()) {
      return Optional.of("header " + TIMESTAMP + " is not a number of milliseconds");
    }
    return failIf(
        !NONCE_FORMAT.matcher(request.header(NONCE)).matches(),
        "header " + NONCE + " is not 32 letters or digits");
  }

  private static Optional<String> timestamp(SandboxRequest request, SandboxState state) {
    long now = state.nowMillis();
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
    SignatureCheck check = state.signatureCheck(request.header(API_KEY));
    String timestamp = request.header(TIMESTAMP);
    String nonce = request.header(NONCE);
    String received = request.header(SIGNATURE);
    if (SignatureCheck.matches(check.expected(timestamp, nonce, request.body()), received)) {
      return Optional.empty();
    }
    return Optional.of(
        check
            .diagnose(timestamp, nonce, request.body(), received)
            .orElse("no usual mistake explains it; is the secret key the right one?"));
  }

  private static Optional<String> fieldsArePresent(SandboxRequest request) {
    return Stream.of("merchantId", "scopes", "ipWhitelist")
        .filter(name -> isMissing(request.field(name)))
        .findFirst()
        .map(name -> name + " is missing, null or empty");
  }

  private static boolean isMissing(JsonElement value) {
    if (value == null || value.isJsonNull()) {
      return true;
    }
    if (value.isJsonArray()) {
      return value.getAsJsonArray().isEmpty()
          || value.getAsJsonArray().asList().stream().anyMatch(Checks::isMissing);
    }
    return isText(value) && value.getAsString().isEmpty();
  }

  private static Optional<String> fieldTypes(SandboxRequest request) {
    if (!isText(request.field("merchantId"))) {
      return Optional.of("merchantId is not a string");
    }
    return Stream.of("scopes", "ipWhitelist")
        .filter(name -> !isListOfTexts(request.field(name)))
        .findFirst()
        .map(name -> name + " is not a list of strings");
  }

  private static boolean isListOfTexts(JsonElement value) {
    return value.isJsonArray() && value.getAsJsonArray().asList().stream().allMatch(Checks::isText);
  }

  private static boolean isText(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  private static Optional<String> lengths(SandboxRequest request) {
    for (String list : List.of("scopes", "ipWhitelist")) {
      if (texts(request, list).size() > LONGEST_LIST) {
        return Optional.of(list + " has more than " + LONGEST_LIST + " entries");
      }
    }
    return firstText(request, text -> text.codePointCount(0, text.length()) > LONGEST_TEXT)
        .map(name -> name + " is longer than " + LONGEST_TEXT + " characters");
  }

  private static Optional<String> characters(SandboxRequest request) {
    return firstText(request, text -> text.chars().anyMatch(Character::isISOControl))
        .map(name -> name + " has a control character");
  }

  private static Optional<String> values(SandboxRequest request) {
    if (!SCOPES.containsAll(texts(request, "scopes"))) {
      return Optional.of("scopes has one that is not known");
    }
    return failIf(
        !texts(request, "ipWhitelist").stream().allMatch(Checks::isIpAddress),
        "ipWhitelist has an entry that is not an IP address");
  }

  private static boolean isIpAddress(String text) {
    return IP_V4.matcher(text).matches() || (IP_V6.matcher(text).matches() && isIpV6(text));
  }

  private static boolean isIpV6(String text) {
    try {
      // A text with a colon is never looked up. One with four numbers would be, if one is over 255.
      return InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Optional<String> firstText(SandboxRequest request, Predicate<String> wanted) {
    if (wanted.test(merchantId(request))) {
      return Optional.of("merchantId");
    }
    return Stream.of("scopes", "ipWhitelist")
        .filter(list -> texts(request, list).stream().anyMatch(wanted))
        .findFirst()
        .map(list -> "an entry of " + list);
  }
}
