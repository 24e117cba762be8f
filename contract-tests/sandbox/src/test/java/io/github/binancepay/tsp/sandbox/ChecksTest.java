package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.provider.Check;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.Envelope;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest extends SandboxFixture {
  private static final String JSON = "application/json";

  private static final String SPACED_SAMPLE =
      "{\"merchantId\": \"merchant1\", \"scopes\": [\"CONVERT\", \"CHECKOUT\"],"
          + " \"ipWhitelist\": [\"192.168.1.1\", \"192.168.1.2\"]}";

  @ParameterizedTest
  @FieldSource("io.github.binancepay.tsp.sandbox.Fault#IN_ORDER")
  void refusesAFault(Fault fault) {
    send(request -> request.nonce(Fault.USED_NONCE)).assertCreated();

    Reply reply = send(fault.in()).assertFailure(fault.code());

    assertThat(reply.httpStatus()).isEqualTo(400);
    assertThat(reply.errorMessage())
        .startsWith(ResultCode.fromValue(fault.code()).getReason() + " (sandbox: ")
        .contains(fault.hint());
  }

  @Test
  void hasAFaultForEveryCheck() {
    List<Check> checks = new ArrayList<>(TransportChecks.IN_ORDER);
    checks.addAll(CreateAuthorization.OPERATION.checks());

    assertThat(Fault.IN_ORDER)
        .extracting(Fault::code)
        .containsExactlyElementsOf(checks.stream().map(check -> check.code().getValue()).toList());
  }

  @Test
  void provokesEveryDocumentedCodeButTheUnknownErrorWithAFault() {
    Set<String> documented =
        Arrays.stream(ResultCode.values()).map(ResultCode::getValue).collect(Collectors.toSet());
    documented.removeAll(Set.of("000000", "400000"));

    assertThat(Fault.IN_ORDER).extracting(Fault::code).containsAll(documented);
  }

  static Stream<Arguments> neighbours() {
    return IntStream.range(1, Fault.IN_ORDER.size())
        .mapToObj(i -> arguments(Fault.IN_ORDER.get(i - 1), Fault.IN_ORDER.get(i)));
  }

  @ParameterizedTest
  @MethodSource("neighbours")
  void namesTheEarlierOfTwoFaults(Fault earlier, Fault later) {
    send(request -> request.nonce(Fault.USED_NONCE)).assertCreated();

    Reply reply = send(request -> earlier.in().apply(later.in().apply(request)));

    assertThat(reply.assertFailure(earlier.code()).errorMessage()).contains(earlier.hint());
  }

  static Stream<Arguments> otherFaults() {
    return Stream.of(
        fault("400006", "the method is GET", r -> r.method("GET")),
        fault("400104", "128 KiB and 1 byte", r -> r.behindBody(spaces(r, 1))),
        fault("400007", "no content type", r -> r.header("Content-Type")),
        fault("400007", "two", r -> r.header("Content-Type", JSON, JSON)),
        fault("400007", "Latin-1", r -> r.header("Content-Type", JSON + ";charset=iso-8859-1")),
        fault("400007", "a subtype", r -> r.header("Content-Type", "application/json-patch+json")),
        fault("400100", "no timestamp", r -> r.header("BinancePay-Timestamp")),
        fault("400100", "no nonce", r -> r.header("BinancePay-Nonce")),
        fault("400100", "no API key", r -> r.header("BinancePay-Certificate-SN")),
        fault("400100", "empty", r -> r.header("BinancePay-Signature", "")),
        fault("400100", "twice", r -> r.header("BinancePay-Timestamp", "1", "1")),
        fault("400005", "129 characters", r -> r.credentials("k".repeat(129), "secret")),
        fault("400100", "words for a time", r -> r.header("BinancePay-Timestamp", "now")),
        fault("400100", "before 1970", r -> r.header("BinancePay-Timestamp", "-1")),
        fault("400100", "19 digits", r -> r.header("BinancePay-Timestamp", "1".repeat(19))),
        fault("400100", "33 letters", r -> r.nonce("n".repeat(33))),
        fault("400100", "a dash", r -> r.nonce("-".repeat(32))),
        fault("400003", "18 digits", r -> r.header("BinancePay-Timestamp", "9".repeat(18))),
        fault("400002", "another secret key", r -> r.credentials("sandbox-api-key", "x")),
        fault("400002", "one digit off", r -> r.signature(ChecksTest::otherDigit)),
        fault("400002", "cut short", r -> r.signature(right -> right.substring(1))),
        fault("400008", "empty", r -> r.body("")),
        fault("400008", "a list", r -> r.body("[]")),
        fault("400008", "broken off", r -> r.body(SPACED_SAMPLE.replace("]}", "]"))),
        fault("400008", "a second object", r -> r.behindBody("{}")),
        fault("400008", "a NUL byte behind the object", r -> r.behindBody("\0")),
        fault("400008", "UTF-8, broken off", r -> r.body(bytes("{\"a\":\"\u00e5\"}"))),
        fault("400008", "UTF-8, too long", r -> r.body(bytes("{\"a\":\"\u00c0\u00af\"}"))),
        fault("400008", "100,000 lists in each other", r -> r.body("[".repeat(100_000))),
        fault("400008", "a duplicate member", r -> r.body("{\"a\":1,\"a\":1}")),
        fault("400008", "single quotes", r -> r.body(SPACED_SAMPLE.replace('"', '\''))),
        fault("400008", "a comment", r -> r.body(SPACED_SAMPLE.replace(",", ",/**/"))),
        fault("400008", "a line feed in a string", r -> r.merchantId("merchant\n")),
        fault("400008", "half a pair, escaped", r -> r.merchantId("\\ud800")),
        fault("400008", "an escape that JSON lacks", r -> r.merchantId("\\'")),
        fault("400008", "not a number", r -> r.field("merchantId", "NaN")),
        fault("400008", "upper case", r -> r.field("merchantId", "NULL")),
        fault("400008", "100,000 digits", r -> r.field("merchantId", "9".repeat(100_000))),
        fault("400001", "1,000 digits", r -> r.field("merchantId", "9".repeat(1_000))),
        fault("400001", "a huge exponent", r -> r.field("merchantId", "1e999999999")),
        fault("400103", "a NUL, escaped", r -> r.merchantId("merchant\\u0000")),
        fault("400104", "10 MB", r -> r.body(" ".repeat(10_000_000))),
        fault("400100", "an empty object", r -> r.body("{}")),
        fault("400100", "no scopes", r -> r.without("scopes")),
        fault("400100", "no ipWhitelist", r -> r.without("ipWhitelist")),
        fault("400100", "null for a list", r -> r.field("scopes", "null")),
        fault("400100", "empty merchantId", r -> r.merchantId("")),
        fault("400100", "empty list", r -> r.field("ipWhitelist", "[]")),
        fault("400100", "empty entry", r -> r.field("scopes", "[\"\"]")),
        fault("400100", "null entry", r -> r.field("scopes", "[null]")),
        fault("400001", "a number", r -> r.field("merchantId", "1")),
        fault("400001", "an object", r -> r.field("merchantId", "{}")),
        fault("400001", "a list of numbers", r -> r.field("scopes", "[1]")),
        fault("400001", "a list of lists", r -> r.field("ipWhitelist", "[[\"10.0.0.1\"]]")),
        fault("400101", "a long entry", r -> r.field("scopes", list(1, "S", 129))),
        fault("400101", "101 scopes", r -> r.field("scopes", list(101, "REFUND", 1))),
        fault("400101", "101 addresses", r -> r.field("ipWhitelist", list(101, "::1", 1))),
        fault("400103", "a line feed", r -> r.merchantId("merchant1\\n")),
        fault("400103", "a C1 control", r -> r.merchantId("merchant1\\u0085")),
        fault("400102", "a scope in lower case", r -> r.field("scopes", "[\"convert\"]")),
        fault(
            "400102",
            "a known scope that is not allowed",
            r -> r.field("scopes", "[\"SUB_MERCHANT\"]")),
        fault("400102", "a host name", r -> r.field("ipWhitelist", "[\"localhost\"]")),
        fault("400102", "three octets", r -> r.field("ipWhitelist", "[\"10.0.1\"]")),
        fault("400102", "five octets", r -> r.field("ipWhitelist", "[\"10.0.0.0.1\"]")),
        fault("400102", "an empty octet", r -> r.field("ipWhitelist", "[\"10..0.1\"]")),
        fault("400102", "an empty octet at the end", r -> r.field("ipWhitelist", "[\"10.0.0.\"]")),
        fault("400102", "four digits", r -> r.field("ipWhitelist", "[\"10.0.0.0001\"]")),
        fault("400102", "octet of 256", r -> r.field("ipWhitelist", "[\"10.0.0.256\"]")),
        fault("400102", "octet of 999", r -> r.field("ipWhitelist", "[\"999.1.1.1\"]")),
        fault("400102", "half an IPv6", r -> r.field("ipWhitelist", "[\"2001:db8\"]")),
        fault("400102", "too many colons", r -> r.field("ipWhitelist", "[\":::\"]")),
        fault("400102", "one of two", r -> r.field("ipWhitelist", "[\"10.0.0.1\",\"10\"]")),
        fault("406210", "case matters", r -> r.merchantId("Merchant1")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("otherFaults")
  void refusesInOtherWaysToo(String code, String fault, UnaryOperator<TestRequest> in) {
    Reply reply = send(in).assertRefused().assertFailure(code);

    assertThat(reply.httpStatus()).isEqualTo(400);
    send().assertCreated();
  }

  static Stream<Arguments> rightRequests() {
    return Stream.of(
        right("a hex nonce", r -> r.nonce("0123456789abcdef0123456789abcdef")),
        right("letters for a nonce", r -> r.nonce("QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy")),
        right("spaces behind separators", r -> r.body(SPACED_SAMPLE)),
        right("indented, CRLF", r -> r.body(SPACED_SAMPLE.replace(", ", ",\r\n  "))),
        right("a final line feed", r -> r.behindBody("\n")),
        right("a member that is not known", r -> r.field("note", "{\"n\":1E400}")),
        right("charset", r -> r.header("Content-Type", JSON + ";charset=utf-8")),
        right("spaced", r -> r.header("Content-Type", "Application/JSON ; charset = UTF-8")),
        right("quoted", r -> r.header("Content-Type", JSON + ";charset=\"utf-8\"")),
        right("128 KiB", r -> r.behindBody(spaces(r, 0))),
        right("100 scopes", r -> r.field("scopes", list(100, "REFUND", 1))),
        right("100 addresses", r -> r.field("ipWhitelist", list(100, "192.168.1.1", 1))),
        right("largest octets", r -> r.field("ipWhitelist", "[\"255.255.255.255\"]")),
        right("IPv6, in full", r -> r.field("ipWhitelist", "[\"2001:DB8:0:0:0:0:0:1\"]")),
        right("IPv6, mixed", r -> r.field("ipWhitelist", "[\"::ffff:10.0.0.1\"]")),
        right("every allowed scope", r -> r.field("scopes", everyScope())),
        right("lower case", r -> r.header("Content-Type").header("content-type", JSON)),
        right("a query", r -> r.path(TestRequest.PATH + "?lang=en")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rightRequests")
  void accepts(String property, UnaryOperator<TestRequest> with) {
    send(with).assertCreated();
  }

  @ParameterizedTest
  @ValueSource(strings = {"商户-é-ß-Ж", "מ-ة", "say \\\"hi\\\" \\\\", "<b>&amp;</b>", "="})
  void givesBackAMerchantIdInAnyScript(String idInJson) {
    String merchantId = JsonParser.parseString('"' + idInJson + '"').getAsString();
    sandbox.addMerchant(merchantId, "Name of " + merchantId);

    Reply reply = send(request -> request.merchantId(idInJson)).assertCreated();

    assertThat(reply.text("merchantId")).isEqualTo(merchantId);
    assertThat(reply.text("merchantName")).isEqualTo("Name of " + merchantId);
  }

  @Test
  void countsCharactersAndNotTheirBytes() {
    String longest = "\uD83D\uDE00".repeat(128);
    sandbox.addMerchant(longest, "Merchant of 512 bytes");

    send(request -> request.merchantId(longest)).assertCreated();
    send(request -> request.merchantId(longest + "!")).assertFailure("400101");
  }

  @Test
  void acceptsAnApiKeyOf128Characters() throws IOException {
    String apiKey = "k_-9".repeat(32);
    try (Sandbox own = builder().credentials(apiKey, "secret").start()) {
      new TestRequest().credentials(apiKey, "secret").sendTo(own).assertCreated();
    }
  }

  @ParameterizedTest
  @CsvSource({"256, 256", "257, 256"})
  void keepsErrorMessagesWithinTheDocumentedLength(int length, int sent) {
    Envelope response = Envelope.fail(400, "400001", "x".repeat(length));

    assertThat(response.body()).contains("\"" + "x".repeat(sent) + "\"");
  }

  @Test
  void sendsALongDiagnosisInAHeader() {
    String hint = "word ".repeat(60) + "end";
    Envelope response = Envelope.fail(400, ResultCode.INVALID_REQUEST, hint);

    assertThat(response.diagnosis()).contains(hint);
    assertThat(response.summary()).contains(hint);
    assertThat(JsonParser.parseString(response.body()).getAsJsonObject().get("errorMessage"))
        .extracting(JsonElement::getAsString, STRING)
        .hasSizeBetween(250, 256)
        .endsWith("word ... see Sandbox-Diagnosis)");
  }

  @Test
  void headersAreAscii() {
    assertThat(Envelope.fail(400, ResultCode.INVALID_REQUEST, "a\r\nb: \u00e9").diagnosis())
        .contains("a??b: ?");
  }

  static Stream<Arguments> misspellings() {
    return Stream.of(
        arguments(
            "merchantId is missing, null or empty, but there is merchantID; write merchantId",
            in(r -> r.without("merchantId").field("merchantID", "\"merchant1\""))),
        arguments(
            "ipWhitelist is missing, null or empty, but there is ip_whitelist; write ipWhitelist",
            in(r -> r.without("ipWhitelist").field("ip_whitelist", "[\"10.0.0.1\"]"))),
        arguments("did you mean CHECKOUT?", in(r -> r.field("scopes", "[\"CHEKOUT\"]"))),
        arguments(
            "but there is BinancePay-Sign",
            in(r -> r.header("BinancePay-Signature").header("BinancePay-Signatur", "0"))),
        arguments(
            "but the query of the URL has it",
            in(r -> r.path(TestRequest.PATH + "?BinancePay-Nonce=1").header("BinancePay-Nonce"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misspellings")
  void saysWhatIsProbablyMeant(String hint, UnaryOperator<TestRequest> in) {
    assertThat(send(in).headers().get("Sandbox-Diagnosis")).contains(hint);
  }

  private static UnaryOperator<TestRequest> in(UnaryOperator<TestRequest> in) {
    return in;
  }

  private static Arguments fault(String code, String fault, UnaryOperator<TestRequest> in) {
    return arguments(code, fault, in);
  }

  private static Arguments right(String property, UnaryOperator<TestRequest> with) {
    return arguments(property, with);
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }

  private static String list(int entries, String text, int times) {
    return Stream.generate(() -> '"' + text.repeat(times) + '"')
        .limit(entries)
        .collect(joining(",", "[", "]"));
  }

  private static String spaces(TestRequest request, int beyondLimit) {
    return " ".repeat(128 * 1024 + beyondLimit - request.body().length);
  }

  private static String otherDigit(String signature) {
    return (signature.startsWith("0") ? "1" : "0") + signature.substring(1);
  }

  private static String everyScope() {
    return Provider.Settings.DEFAULT_SCOPES.stream()
        .map(scope -> '"' + scope + '"')
        .collect(joining(",", "[", "]"));
  }
}
