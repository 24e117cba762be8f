package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.TOKEN;
import static io.github.binancepay.tsp.MockProvider.created;
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
import java.nio.charset.Charset;
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
  private static final String EMPTY = "empty body";
  private static final String NOT_JSON = "not JSON: ";
  private static final String NOT_VALID = "not valid JSON, or cut off";
  private static final String NOT_AN_OBJECT = "JSON but not an object";
  private static final String NOT_UTF_8 = "not UTF-8";
  private static final String NO_CODE = "code is missing";
  private static final String NO_STATUS = "code is 000000 but status is missing";
  private static final String DUPLICATE_FIELD = "duplicate field";
  private static final String MISSING = " is missing";
  private static final String NOT_A_TEXT = " is not a string";
  private static final String NOT_AN_OBJECT_FIELD = " is not an object";

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
      })
  void isAnApiExceptionIfTheEnvelopeIsAFailure(int httpStatus, String body, String message) {
    ApiException failure = failure(httpStatus, body.replace('\'', '"'));

    assertThat(failure).hasMessage(message).hasNoCause();
    assertThat(failure.httpStatus()).isEqualTo(httpStatus);
    assertThat(failure.code()).isEqualTo(message.substring(0, message.indexOf(' ')));
  }

  // Only SUCCESS and 000000 together are a success; whatever else has a code is a failure.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'status':'success','code':'000000' | 000000",
        "'status':'DONE','code':'000000'    | 000000",
        "'status':true,'code':'000000'      | 000000",
        "'status':0,'code':'000000'         | 000000",
        "'status':'SUCCESS','code':0        | 0",
        "'status':'SUCCESS','code':''       | ``",
        "'code':1e999999999                 | 1e999999999",
        "'status':'FAIL','code':'400001'    | 400001",
      })
  void isAnApiExceptionAlthoughThereAreData(String statusAndCode, String code) {
    String body = CREATED.replace("\"status\":\"SUCCESS\",\"code\":\"000000\"", statusAndCode);

    assertThat(failure(200, body.replace('\'', '"')).code()).isEqualTo(code);
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
        "``                          | " + EMPTY,
        "` \r\n\t`                   | " + EMPTY,
        "null                        | " + NOT_AN_OBJECT,
        "[]                          | " + NOT_AN_OBJECT,
        "`\"x\"`                     | " + NOT_AN_OBJECT,
        "7                           | " + NOT_AN_OBJECT,
        "{}                          | " + NO_CODE,
        "{\"STATUS\":\"FAIL\",\"CODE\":\"400002\"} | " + NO_CODE,
        "{\"code\":null}             | " + NO_CODE,
        "{\"code\":true}             | " + NO_CODE,
        "{\"code\":[\"000000\"]}     | " + NO_CODE,
        "{\"status\":\"SUCCESS\"}    | " + NO_CODE,
        "{\"code\":\"000000\"}       | " + NO_STATUS,
        "{\"code\":\"000000\",\"status\":null} | " + NO_STATUS,
        "{'code':'400002'}           | " + NOT_VALID,
        "{\"code\":000000}           | " + NOT_VALID,
        "{\"code\":\"400002\",}      | " + NOT_VALID,
        "{\"code\":\"400002\"}{}     | " + NOT_VALID,
        "[{\"code\":\"400002\"       | " + NOT_VALID,
        "\"authorizationToken        | " + NOT_VALID,
        "\uFEFF                     | " + EMPTY,
        "\uFEFF{\"code\":\"4000    | " + NOT_VALID,
        "x{\"code\":\"400002\"}     | " + NOT_VALID,
        "{\"code\":\"400002\",\"msg\":\"\\ud800\"} | " + NOT_VALID,
        "Not\tFound                  | " + NOT_JSON + "Not Found",
      })
  void isMalformedIfItIsNotAnEnvelope(String body, String problem) {
    MalformedResponseException malformed = malformed(502, body);

    assertThat(malformed).hasMessageEndingWith(problem);
    assertThat(malformed.httpStatus()).isEqualTo(502);
  }

  @Test
  void quotesTheWordsOfAPage() {
    String page =
        "\n<!DOCTYPE html>\n<html><head><title>403 Forbidden</title><style>b{color:red}</style>"
            + "<SCRIPT src=x>if (a<b) c()</SCRIPT></head>\n<body><h1>Request\nblocked.</h1></body></html>";

    assertThat(malformed(403, page))
        .hasMessageContaining("(HTTP 403)")
        .hasMessageEndingWith(NOT_JSON + "403 Forbidden Request blocked.");
  }

  // One search for the end per tag would take the better part of an hour.
  @ParameterizedTest
  @ValueSource(strings = {"<", "<style "})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPageOfUnclosedTagsIsReadInOnePass(String tag) {
    assertThat(malformed(200, tag.repeat(1024 * 1024 / tag.length())))
        .hasMessageEndingWith(NOT_JSON);
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
        .hasMessageEndingWith(", " + "data." + field + problem)
        .satisfies(EnvelopeReaderTest::doesNotHoldTheToken);
  }

  static Stream<Arguments> badFields() {
    Stream<String> texts =
        Stream.of(
            "authorizationId",
            "merchantName",
            "authorizationToken",
            "merchantId",
            "status",
            "redirectUrl");
    return Stream.concat(
        texts.flatMap(field -> badValues(field, NOT_A_TEXT, "7", "true", "[]", "{}", "[\"x\"]")),
        Stream.of("scopes", "ipWhitelist")
            .flatMap(
                field ->
                    Stream.concat(
                        badValues(field, " is not a list", "7", "\"x\"", "{}"),
                        Stream.of(
                            Arguments.of(field, "[7]", "[0] is not a string"),
                            Arguments.of(field, "[\"x\",null]", "[1] is null")))));
  }

  private static Stream<Arguments> badValues(String field, String problem, String... values) {
    return Stream.concat(
        Stream.of(Arguments.of(field, null, MISSING), Arguments.of(field, "null", MISSING)),
        Stream.of(values).map(value -> Arguments.of(field, value, problem)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "-     |`" + MISSING + "`",
        "null  |`" + MISSING + "`",
        "[]    |`" + NOT_AN_OBJECT_FIELD + "`",
        "\"x\" |`" + NOT_AN_OBJECT_FIELD + "`"
      })
  void aSuccessHasToHaveData(String data, String problem) {
    String body =
        "{\"status\":\"SUCCESS\",\"code\":\"000000\""
            + (data == null ? "}" : ",\"data\":" + data + "}");

    assertThat(malformed(200, body)).hasMessageEndingWith(", " + "data" + problem);
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
        CREATED
            .replace("PENDING", "?")
            .replace("\"data\":{", "\"new\":[{\"a\":1e999}],\"data\":{\"newer\":null,");

    assertThat(read(200, body)).isEqualTo(created().status("?"));
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
  void isMalformedIfItHasADuplicateField(String field, String twice) {
    assertThat(malformed(200, CREATED.replaceFirst(Pattern.quote(field), twice)))
        .hasMessageEndingWith(DUPLICATE_FIELD)
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
  void doesNotQuoteADamagedResponse(
      String damage, String field, String replacement, String name, String otherName) {
    assertThat(malformed(200, CREATED.replace(field, replacement).replace(name, otherName)))
        .as(damage)
        .hasMessageEndingWith(NOT_VALID)
        .satisfies(EnvelopeReaderTest::doesNotHoldTheToken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "9"})
  void isMalformedIfItIsNestedTooDeeplyOrHasANumberTooLong(String part) {
    assertThat(malformed(200, "{\"code\":\"400000\",\"x\":" + part.repeat(100_000)))
        .hasMessageEndingWith(NOT_VALID);
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1, Ünö, " + NOT_UTF_8,
    "UTF-16,     One, " + NOT_UTF_8,
    "UTF-16BE,   One, '" + NOT_VALID + "'",
    "UTF-16LE,   One, '" + NOT_VALID + "'",
    "UTF-32BE,   One, '" + NOT_VALID + "'"
  })
  void isMalformedIfItIsNotUtf8(Charset charset, String name, String problem) {
    byte[] body = CREATED.replace("One", name).getBytes(charset);

    assertThat(
            catchThrowableOfType(
                MalformedResponseException.class, () -> reader.read(200, body, null)))
        .hasMessageEndingWith(problem)
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
