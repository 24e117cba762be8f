package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.TOKEN;
import static io.github.binancepay.tsp.MockProvider.created;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.util.Throwables.getStackTrace;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
  private static final Gson GSON = new Gson();
  private final EnvelopeReader<CreateAuthorizationResponse> reader =
      new EnvelopeReader<>(GSON, CreateAuthorizationResponse.class, false);

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 302, 400, 403, 500, 503})
  void isAnAuthorizationWhateverTheHttpStatus(int httpStatus) {
    Authorization authorization = read(httpStatus, CREATED);

    assertThat(authorization).isEqualTo(created());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | {'status':'FAIL','code':'400003','errorMessage':'Timestamp for this request is outside of the recvWindow.'}"
            + " | 400003 INVALID_TIMESTAMP (HTTP 400): Timestamp for this request is outside of the recvWindow. Solution: Sync server clock",
        "200 | {'status':'FAIL','code':'400003','errorMessage':'Too late'}"
            + " | 400003 INVALID_TIMESTAMP (HTTP 200): Too late. Solution: Sync server clock",
        "200 | {'code':'400002','msg':'Signature for this request is not valid.'}"
            + " | 400002 INVALID_SIGNATURE (HTTP 200): Signature for this request is not valid. Solution: Check whether the signature parameter and method comply with signature algorithm requirements.",
        "500 | {'status':'ERROR','type':'SYS','code':'100001001','errorData':'System abnormality'}"
            + " | 100001001 (HTTP 500): System abnormality",
        "200 | {'status':'FAIL','code':'406210'} | 406210 INVALID_MERCHANT_ID (HTTP 200): Invalid merchant id",
        "400 | {'status':'FAIL','code':'999999'} | 999999 (HTTP 400): the provider gave no reason",
        "400 | {'status':'FAIL','code':400000} | 400000 UNKNOWN_ERROR (HTTP 400): An unknown error occurred while processing the request. Solution: Try again later",
        "200 | {'status':'SUCCESS','code':'400001'}"
            + " | 400001 INVALID_REQUEST (HTTP 200): Parameter format is wrong or parameter transferring doesn't follow the rules. Solution: Please check whether the parameters are correct.",
        "200 | {'status':'FAIL','code':'000000','errorMessage':'No'} | 000000 SUCCESS (HTTP 200): No",
        "200 | {'status':'FAIL','code':'000000'} | 000000 SUCCESS (HTTP 200): the provider gave no reason",
        "200 | {'status':'success','code':'000000','msg':'Odd'} | 000000 SUCCESS (HTTP 200): Odd",
      })
  void isAnApiExceptionIfTheEnvelopeIsAFailure(int httpStatus, String body, String message) {
    ApiException failure = failure(httpStatus, body.replace('\'', '"'));

    assertThat(failure).hasMessage(message).hasNoCause();
    assertThat(failure.httpStatus()).isEqualTo(httpStatus);
    assertThat(failure.code()).isEqualTo(message.substring(0, message.indexOf(' ')));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'code':'400002','errorData':'c','msg':'b','errorMessage':'a'} | a",
        "{'code':'400002','errorData':'c','msg':'b','errorMessage':null} | b",
        "{'code':'400002','errorData':'c','msg':7,'errorMessage':' '} | c",
        "{'code':'400002','errorData':{'x':'y'}} |",
      })
  void quotesTheFirstOfTheProvidersMessages(String body, String expected) {
    assertThat(failure(400, body.replace('\'', '"')).providerMessage())
        .isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCESS")
  void explainsEveryResultCodeIfTheProviderSaysNothing(ResultCode code) {
    ApiException failure =
        failure(400, "{\"status\":\"FAIL\",\"code\":\"" + code.getValue() + "\"}");

    assertThat(failure)
        .hasMessageStartingWith(
            code.getValue() + " " + code.name() + " (HTTP 400): " + code.getReason());
    if (code.getSolution().isEmpty()) {
      assertThat(failure.getMessage()).doesNotContain("Solution");
    } else {
      assertThat(failure).hasMessageEndingWith(". Solution: " + code.getSolution());
    }
    assertThat(failure.resultCode()).contains(code);
    assertThat(failure.providerMessage()).isEmpty();
  }

  @Test
  void keepsACodeThatIsNotDocumented() {
    ApiException failure = failure(400, "{\"code\":\"12\\n3\"}");

    assertThat(failure.code()).isEqualTo("12\n3");
    assertThat(failure.resultCode()).isEmpty();
    assertThat(failure).hasMessage("12 3 (HTTP 400): the provider gave no reason");
  }

  @Test
  void letsNoLineBreakOrControlCharacterIntoTheMessage() {
    ApiException failure =
        failure(
            400,
            "{\"code\":\"400002\",\"msg\":\"a\\r\\nb\\u0000\\u001b[31mc\\u009b\\u2028\\u202ed\"}");

    assertThat(failure)
        .hasMessageStartingWith("400002 INVALID_SIGNATURE (HTTP 400): a b [31mc d. ");
    assertThat(failure.providerMessage()).contains("a\r\nb\u0000\u001b[31mc\u009b\u2028\u202ed");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "-",
      value = {
        "``                          | empty body",
        "` \r\n\t`                   | empty body",
        "null                        | JSON but not an object",
        "[]                          | JSON but not an object",
        "`\"x\"`                     | JSON but not an object",
        "7                           | JSON but not an object",
        "{}                          | code is missing",
        "{\"code\":null}             | code is missing",
        "{\"code\":true}             | code is missing",
        "{\"code\":[\"000000\"]}     | code is missing",
        "{\"status\":\"SUCCESS\"}    | code is missing",
        "{\"code\":\"000000\"}       | code is 000000 but status is missing",
        "{\"code\":\"000000\",\"status\":null} | code is 000000 but status is missing",
        "{'code':'400002'}           | not valid JSON, or cut off",
        "{\"code\":000000}           | not valid JSON, or cut off",
        "{\"code\":\"400002\",}      | not valid JSON, or cut off",
        "{\"code\":\"400002\"}{}     | not valid JSON, or cut off",
        "[{\"code\":\"400002\"       | not valid JSON, or cut off",
        "\"authorizationToken        | not valid JSON, or cut off",
        "\uFEFF                     | empty body",
        "\uFEFF{\"code\":\"4000    | not valid JSON, or cut off",
        "Not\tFound                  | not JSON: Not Found",
      })
  void isMalformedIfItIsNoEnvelope(String body, String problem) {
    assertThat(malformed(502, body)).hasMessage("Unexpected response (HTTP 502), " + problem);
  }

  @Test
  void quotesTheWordsOfAPage() {
    String page =
        "\n<!DOCTYPE html>\n<html><head><title>403 Forbidden</title><style>b{color:red}</style>"
            + "<SCRIPT src=x>if (a<b) c()</SCRIPT></head>\n<body><h1>Request\nblocked.</h1></body></html>";

    MalformedResponseException malformed = malformed(403, page);

    assertThat(malformed)
        .hasMessage("Unexpected response (HTTP 403), not JSON: 403 Forbidden Request blocked.");
    assertThat(malformed.httpStatus()).isEqualTo(403);
  }

  // One search for the end per tag would take the better part of an hour.
  @ParameterizedTest
  @ValueSource(strings = {"<", "<style "})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPageOfUnclosedTagsIsReadInOnePass(String tag) {
    assertThat(malformed(200, tag.repeat(1024 * 1024 / tag.length())))
        .hasMessageEndingWith("not JSON: ");
  }

  @ParameterizedTest(name = "data.{0} {1}")
  @MethodSource("badFields")
  void namesTheRequiredFieldThatIsMissingOrWrong(String field, String value, String problem) {
    JsonObject envelope = JsonParser.parseString(CREATED).getAsJsonObject();
    JsonObject data = envelope.getAsJsonObject("data");
    data.remove(field);
    if (value != null) {
      data.add(field, JsonParser.parseString(value));
    }

    assertThat(malformed(200, envelope.toString()))
        .hasMessage("Unexpected response (HTTP 200), data." + field + problem)
        .satisfies(EnvelopeReaderTest::doesNotHoldTheToken);
  }

  static Stream<Arguments> badFields() {
    List<String> texts =
        List.of(
            "authorizationId",
            "merchantName",
            "authorizationToken",
            "merchantId",
            "status",
            "redirectUrl");
    List<String> lists = List.of("scopes", "ipWhitelist");
    return Stream.of(
            texts.stream()
                .flatMap(
                    field ->
                        badValues(field, " is not a string", "7", "true", "[]", "{}", "[\"x\"]")),
            lists.stream().flatMap(field -> badValues(field, " is not a list", "7", "\"x\"", "{}")),
            lists.stream()
                .flatMap(
                    field ->
                        Stream.of(
                            Arguments.of(field, "[7]", "[0] is not a string"),
                            Arguments.of(field, "[\"x\",null]", "[1] is null"))))
        .flatMap(rows -> rows);
  }

  private static Stream<Arguments> badValues(String field, String problem, String... wrongType) {
    return Stream.concat(
        Stream.of(
            Arguments.of(field, null, " is missing"), Arguments.of(field, "null", " is missing")),
        Stream.of(wrongType).map(value -> Arguments.of(field, value, problem)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "- | is missing",
        "null | is missing",
        "[] | is not an object",
        "\"x\" | is not an object"
      })
  void aSuccessHasToHaveData(String data, String problem) {
    String body =
        "{\"status\":\"SUCCESS\",\"code\":\"000000\""
            + (data == null ? "}" : ",\"data\":" + data + "}");

    assertThat(malformed(200, body)).hasMessageEndingWith(", data " + problem);
  }

  @Test
  void isMalformedWhereverItIsCutOff() {
    for (int length = 0; length < CREATED.length(); length++) {
      assertThat(malformed(200, CREATED.substring(0, length)))
          .as("the first %d characters", length)
          .satisfies(EnvelopeReaderTest::doesNotHoldTheToken);
    }
  }

  @Test
  void ignoresWhatItDoesNotKnow() {
    String body =
        CREATED.replace("\"data\":{", "\"new\":[{\"a\":1e999}],\"data\":{\"newer\":null,");

    assertThat(read(200, body)).isEqualTo(read(200, CREATED));
  }

  // Readers differ in which of the two they take, and so in whether there is an authorization.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"status\":           | {\"status\":\"SUCCESS\",\"status\":",
        "\"code\":              | \"code\":\"400000\",\"code\":",
        "\"code\":              | \"code\":\"000000\",\"code\":",
        "\"data\":              | \"data\":null,\"data\":",
        "\"authorizationToken\":| \"authorizationToken\":\"x\",\"authorizationToken\":",
        "\"data\":              | \"new\":[{\"a\":1,\"a\":1}],\"data\":",
      })
  void isMalformedIfItHasTwoFieldsWithOneName(String field, String twice) {
    assertThat(malformed(200, CREATED.replaceFirst(Pattern.quote(field), twice)))
        .hasMessageEndingWith(", duplicate field")
        .satisfies(EnvelopeReaderTest::doesNotHoldTheToken);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "the first byte and a name  | `{\"status`                     | `x\"status`  | authorizationToken | authorizatiomToken",
        "the token became a name    | `\"authorizationToken\":`       | ``           | x                  | x",
        "the tag before it          | `{\"status`                     | `<p>{\"status` | authorizationToken | authorizatiomToken",
      })
  void doesNotQuoteADamagedAnswer(
      String damage, String field, String replacement, String name, String otherName) {
    assertThat(malformed(200, CREATED.replace(field, replacement).replace(name, otherName)))
        .as(damage)
        .hasMessageEndingWith(", not valid JSON, or cut off")
        .satisfies(EnvelopeReaderTest::doesNotHoldTheToken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void isMalformedIfItIsNestedTooDeeply(String opening) {
    assertThat(malformed(200, "{\"code\":\"400000\",\"x\":" + opening.repeat(100_000)))
        .hasMessageEndingWith("not valid JSON, or cut off");
  }

  @Test
  void isMalformedIfItIsNotUtf8() {
    byte[] latin1 = CREATED.replace("One", "Ünö").getBytes(ISO_8859_1);

    assertThat(
            catchThrowableOfType(
                MalformedResponseException.class, () -> reader.read(200, latin1, null)))
        .hasMessageEndingWith(", not UTF-8")
        .satisfies(EnvelopeReaderTest::doesNotHoldTheToken);
  }

  @Test
  void skipsAByteOrderMarkAndSurroundingWhiteSpace() {
    assertThat(read(200, "\uFEFF\r\n " + CREATED + "\n")).isEqualTo(read(200, CREATED));
  }

  @Test
  void printsAnAuthorizationWithoutItsToken() {
    JsonElement envelope = JsonParser.parseString(CREATED);

    assertThat(read(200, CREATED).toString()).contains("authId1").doesNotContain(TOKEN);
    assertThat(GSON.fromJson(envelope, CreateAuthorizationResponse.class).toString())
        .contains("authId1")
        .doesNotContain(TOKEN);
  }

  private static void doesNotHoldTheToken(Throwable thrown) {
    assertThat(getStackTrace(thrown)).doesNotContain(TOKEN);
  }

  private Authorization read(int httpStatus, String body) {
    return reader.read(httpStatus, body.getBytes(UTF_8), null).getData();
  }

  private ApiException failure(int httpStatus, String body) {
    return catchThrowableOfType(ApiException.class, () -> read(httpStatus, body));
  }

  private MalformedResponseException malformed(int httpStatus, String body) {
    return catchThrowableOfType(MalformedResponseException.class, () -> read(httpStatus, body));
  }
}
