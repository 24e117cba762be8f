package io.github.binancepay.tsp.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.binancepay.tsp.model.AuthorizationEventType;
import io.github.binancepay.tsp.webhook.InvalidNotificationException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was signed by the provider, and has or has not the documented form. */
class NotificationReaderTest {
  private static final String AGREED = NotificationVectors.named("SUBMIT_AUTH_AGREE").body;
  private static final String PAID = NotificationVectors.named("PAY, data as a string").body;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "210462863998500864",
        "\"210462863998500864\"",
        "0",
        "\"007\"",
        "\"merchant1\"",
        "\"-1\"",
        "29383937493038367292",
        "9999999999999999999999999999999999999999999999999999999999999999",
      })
  void bizIdIsTheDigitsOrTheTextThatWereSent(String bizId) {
    assertThat(Delivery.of(withBizId(bizId)).verify().bizId()).isEqualTo(bizId.replace("\"", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"\"",
        "\" \"",
        "-1",
        "1.0",
        "1e5",
        "1e999999999",
        "[1]",
        "{}",
        "99999999999999999999999999999999999999999999999999999999999999999"
      })
  void bizIdIsATextOrNothingButDigits(String bizId) {
    assertMalformed("bizId is missing, or neither a text nor 1 to 64 digits", withBizId(bizId));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "210462863998500864"})
  void bizIdStrIsNotNeeded(String bizIdStr) {
    String body = AGREED.replaceFirst("\"bizIdStr\":\"[0-9]+\"", "\"bizIdStr\":" + bizIdStr);
    assertThat(body).isNotEqualTo(AGREED);

    assertThat(Delivery.of(body).verify().authorization()).isPresent();
  }

  /** A merchant's id need not be a number: it is a text in the calls. */
  @Test
  void merchantIdMayBeAnyText() {
    String body = AGREED.replace(":1000135331248", ":\\\"merchant1\\\"");

    assertThat(Delivery.of(body).verify().authorization().orElseThrow().merchantId())
        .isEqualTo("merchant1");
  }

  @Test
  void dataThatIsNoTextIsItsJson() {
    String body = PAID.replaceFirst("\"data\":\".*?\",\"biz", "\"data\":{\"a\":1.50},\"biz");

    assertThat(Delivery.of(body).verify().data()).isEqualTo("{\"a\":1.50}");
  }

  @Test
  void aTypeThatIsDocumentedIsOneOfTheCatalogue() {
    assertThat(Delivery.of(AGREED).verify().authorization().orElseThrow().knownType())
        .contains(AuthorizationEventType.SUBMIT_AUTH_AGREE);
    assertThat(
            Delivery.of(AGREED.replace("SUBMIT_AUTH_AGREE", "NEW"))
                .verify()
                .authorization()
                .orElseThrow()
                .knownType())
        .isEmpty();
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(Delivery.of("\uFEFF" + AGREED).verify().bizStatus()).isEqualTo("SUBMIT_AUTH_AGREE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bizType    | bizTipe     | bizType is missing",
        "bizStatus  | bizState    | bizStatus is missing",
        "\"data\"   | \"date\"    | data is missing",
        "bizType    | bizId       | duplicate field",
        "\"bizId\"  | bizId       | not valid JSON",
        "merchantName | merchant  | data: merchantName is missing",
        "authorizationToken | token | data: authorizationToken is missing",
        "authorizationId | id     | data: authorizationId is missing",
        "merchantName | scopes    | data: duplicate field",
        "merchantId | merchant    | data: merchantId is missing, or neither a text nor 1 to 64 digits",
        "1000135331248 | 1e9      | data: merchantId is missing, or neither a text nor 1 to 64 digits",
        "[\\\"CONVERT\\\"] | [null] | data: scopes[0] is null",
        "[\\\"CONVERT\\\"] | {}   | data: scopes is not a list",
        "\"{        | \"          | data: not valid JSON",
        "\"{        | \"[{        | data: not valid JSON",
      })
  void whatIsNotOfTheDocumentedFormIsNamed(String documented, String sent, String problem) {
    assertThat(AGREED).contains(documented);

    assertMalformed(problem, AGREED.replace(documented, sent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "null", "\"text\"", "{", "{}", "{}{}", "{'bizId':1}"})
  void whatIsNoNotificationIsMalformed(String body) {
    assertMalformed("", body);
  }

  @Test
  void whatIsNotUtf8IsMalformed() {
    assertMalformed(
        "not UTF-8", () -> Delivery.of(new byte[] {'{', '"', (byte) 0xC3, '"', '}'}).verify());
  }

  /** A reader that calls itself would end in a StackOverflowError, which no receiver catches. */
  @Test
  void deepNestingIsMalformedWhereverItIs() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertMalformed("not valid JSON", PAID.replaceFirst("\\{", "{\"x\":" + deep + ","));
    assertMalformed("data: not valid JSON", AGREED.replace("\"{", "\"{\\\"x\\\":" + deep + ","));
  }

  private static String withBizId(String bizId) {
    return AGREED.replaceFirst("\"bizId\":[0-9]+", "\"bizId\":" + bizId);
  }

  private static void assertMalformed(String problem, String body) {
    assertMalformed(problem, () -> Delivery.of(body).verify());
  }

  private static void assertMalformed(String problem, ThrowingCallable delivery) {
    assertThatExceptionOfType(InvalidNotificationException.class)
        .isThrownBy(delivery)
        .withMessageContaining(problem)
        .withNoCause()
        .matches(e -> e.reason() == Reason.MALFORMED_BODY, "because of the body");
  }
}
