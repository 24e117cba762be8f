package io.github.binancepay.tsp.internal.envelope;

import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.internal.schema.LogText;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import io.github.binancepay.tsp.model.ResultCode;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
  private final EnvelopeReader<CreateAuthorizationResponse> reader =
      new EnvelopeReader<>(CreateAuthorizationResponse.class, false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | {'status':'FAIL','code':'400003','errorMessage':'Timestamp for this request is outside of the recvWindow.'}"
            + " | 400003 INVALID_TIMESTAMP (HTTP 400): Timestamp for this request is outside of the recvWindow. Solution: Sync server clock",
        "200 | {'code':'400002','msg':'Signature for this request is not valid.'}"
            + " | 400002 INVALID_SIGNATURE (HTTP 200): Signature for this request is not valid. Solution: Check whether the signature parameter and method comply with signature algorithm requirements.",
        "500 | {'status':'ERROR','type':'SYS','code':'100001001','errorData':'System abnormality'}"
            + " | 100001001 (HTTP 500): System abnormality",
        "200 | {'status':'FAIL','code':'406210'} | 406210 INVALID_MERCHANT_ID (HTTP 200): Invalid merchant id",
        "400 | {'status':'FAIL','code':'999999'} | 999999 (HTTP 400): the provider gave no reason",
        "400 | {'status':'FAIL','code':400000} | 400000 UNKNOWN_ERROR (HTTP 400): An unknown error occurred while processing the request. Solution: Try again later",
        "200 | {'status':'FAIL','code':'000000','errorMessage':'No'} | 000000 SUCCESS (HTTP 200): No",
        "200 | {'status':'FAIL','code':'000000'} | 000000 SUCCESS (HTTP 200): the provider gave no reason",
      })
  void throwsApiExceptionForAFailure(int httpStatus, String body, String message) {
    ApiException failure = failure(httpStatus, body.replace('\'', '"'));

    assertThat(failure).hasMessage(message).hasNoCause();
    assertThat(failure.httpStatus()).isEqualTo(httpStatus);
    assertThat(failure.code()).isEqualTo(message.substring(0, message.indexOf(' ')));
  }

  // Only SUCCESS and 000000 together are a success; any other envelope with a code is a failure.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'status':'success','code':'000000' | 000000",
        "'status':true,'code':'000000'      | 000000",
        "'status':'SUCCESS','code':0        | 0",
        "'status':'SUCCESS','code':''       | ``",
        "'code':1e999999999                 | 1e999999999",
        "'status':'FAIL','code':'400001'    | 400001",
      })
  void throwsApiExceptionForAFailureWithData(String statusAndCode, String code) {
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
        "{'code':'400002','errorData':'c','msg':7,'errorMessage':' '} | 7",
        "{'code':'400002','errorData':{'x':'y'}} |",
      })
  void quotesTheFirstMessageOfTheProvider(String body, String expected) {
    assertThat(failure(400, body.replace('\'', '"')).providerMessage())
        .isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCESS")
  void explainsEveryResultCodeWithoutAMessage(ResultCode code) {
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
  void keepsTheTextOfTheProviderButNoControlCharactersInTheMessage() {
    ApiException failure =
        failure(
            400,
            "{\"code\":\"12\\n3\",\"msg\":\"a\\r\\nb\\u0000\\u001b[31mc\\u009b\\u2028\\u202ed\"}");

    assertThat(failure).hasMessage("12 3 (HTTP 400): a b [31mc d");
    assertThat(failure.code()).isEqualTo("12\n3");
    assertThat(failure.resultCode()).isEmpty();
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
        "{}                          | code is missing",
        "{\"code\":true}             | code is missing",
        "{\"status\":\"SUCCESS\"}    | code is missing",
        "{\"code\":\"000000\"}       | status is missing",
        "{\"code\":\"000000\",\"status\":null} | status is missing",
        "{'code':'400002'}           | not valid JSON, or cut off",
        "{\"code\":\"400002\"}{}     | not valid JSON, or cut off",
        "[{\"code\":\"400002\"       | not valid JSON, or cut off",
        "\"authorizationToken        | not valid JSON, or cut off",
        "\uFEFF                     | empty body",
        "an authorizationToken        | not valid JSON, or cut off",
        "Not\tFound                  | not JSON: Not Found",
      })
  void rejectsABodyThatIsNotAnEnvelope(String body, String problem) {
    MalformedResponseException malformed = malformed(502, body);

    assertThat(malformed).hasMessageEndingWith(problem);
    assertThat(malformed.httpStatus()).isEqualTo(502);
  }

  @Test
  void quotesTheTextOfAPage() {
    String page =
        "\n<!DOCTYPE html>\n<html><head><title>403 Forbidden</title><style>b{color:red}</style>"
            + "<SCRIPT src=x>if (a<b) c()</SCRIPT></head>\n<body><h1>Request\nblocked.</h1></body></html>";

    assertThat(malformed(403, page))
        .hasMessageContaining("(HTTP 403)")
        .hasMessageEndingWith("not JSON: 403 Forbidden Request blocked.");
  }

  // A search for the end of each tag would take most of an hour.
  @ParameterizedTest
  @ValueSource(strings = {"<", "<style "})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readsAPageOfUnclosedTagsInOnePass(String tag) {
    assertThat(malformed(200, tag.repeat(1024 * 1024 / tag.length())))
        .hasMessageEndingWith("not JSON: ");
  }

  @Test
  void rejectsAResponseCutOffAnywhere() {
    for (int length = 0; length < CREATED.length(); length++) {
      assertThat(malformed(200, CREATED.substring(0, length)))
          .as("the first %d characters", length)
          .satisfies(EnvelopeReaderTest::doesNotHoldTheToken);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1, Ünö, not UTF-8",
    "UTF-16,     One, not UTF-8",
    "UTF-16BE,   One, 'not valid JSON, or cut off'"
  })
  void rejectsOtherCharsetsThanUtf8(Charset charset, String name, String problem) {
    byte[] body = CREATED.replace("One", name).getBytes(charset);

    assertThat(
            catchThrowableOfType(
                MalformedResponseException.class, () -> reader.read(200, body, () -> null)))
        .hasMessageEndingWith(problem)
        .satisfies(EnvelopeReaderTest::doesNotHoldTheToken);
  }

  @Test
  void ignoresOneByteOrderMarkAndSurroundingWhiteSpace() {
    assertThat(read(200, "\uFEFF\r\n " + CREATED + "\n")).isEqualTo(read(200, CREATED));
  }

  private static void doesNotHoldTheToken(Throwable thrown) {
    assertThat(getStackTrace(thrown)).doesNotContain(TOKEN);
  }

  private Authorization read(int httpStatus, String body) {
    return reader.read(httpStatus, body.getBytes(UTF_8), () -> null).getData();
  }

  private ApiException failure(int httpStatus, String body) {
    return catchThrowableOfType(ApiException.class, () -> read(httpStatus, body));
  }

  private MalformedResponseException malformed(int httpStatus, String body) {
    return catchThrowableOfType(MalformedResponseException.class, () -> read(httpStatus, body));
  }

  @Test
  void logTextIsOneLineWithoutControlCharacters() {
    int[] controls =
        IntStream.rangeClosed(Character.MIN_VALUE, Character.MAX_VALUE)
            .filter(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR)
            .toArray();
    assertThat(controls).contains('\n', 0x1b, 0x85, 0x9b, 0x202e, 0x2028, 0xfeff);

    for (int control : controls) {
      assertThat(LogText.of("a" + (char) control + (char) control + "b"))
          .as("U+%04X", control)
          .isEqualTo("a b");
    }
  }

  @Test
  void logTextKeepsReadableText() {
    assertThat(LogText.of(" 商户 <b>\"Händler\"\t&\u00a0'😀' "))
        .isEqualTo("商户 <b>\"Händler\" &\u00a0'😀'");
  }

  @Test
  void logTextEndsAfter256CharactersButNotWithinACharacter() {
    assertThat(LogText.of("x".repeat(256))).isEqualTo("x".repeat(256));
    assertThat(LogText.of("x".repeat(257))).isEqualTo("x".repeat(256) + "…");
    assertThat(LogText.of("x".repeat(255) + "😀😀")).isEqualTo("x".repeat(255) + "…");
  }
}
