package io.github.binancepay.tsp.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.model.AuthorizationEventType;
import io.github.binancepay.tsp.webhook.InvalidNotificationException.Reason;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationReaderTest {
  static final String TOKEN = "4f92a76767a948d8b5ab60abd8ca2e15";
  private static final String AGREED = NotificationVectors.named("SUBMIT_AUTH_AGREE").body;

  @Test
  void keepsTheDigitsOrTheStringOfABizId() {
    String ids = "210462863998500864 \"210462863998500864\" 0 \"007\" \"merchant1\" \"-1\" ";
    for (String bizId : (ids + "9".repeat(64)).split(" ")) {
      assertThat(Delivery.of(withBizId(bizId)).verify().bizId()).isEqualTo(bizId.replace("\"", ""));
    }
  }

  @Test
  void rejectsABizIdThatIsNeitherAStringNorDigits() {
    String ids = "null|true|\"\"|\" \"|-1|1.0|1e5|1e999999999|[1]|{}|" + "9".repeat(65);
    for (String bizId : ids.split("\\|")) {
      assertMalformed("bizId is missing, or neither a text nor 1 to 64 digits", withBizId(bizId));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "210462863998500864"})
  void acceptsANotificationWithoutBizIdStr(String bizIdStr) {
    String body = AGREED.replaceFirst("\"bizIdStr\":\"[0-9]+\"", "\"bizIdStr\":" + bizIdStr);
    assertThat(body).isNotEqualTo(AGREED);

    assertThat(Delivery.of(body).verify().authorization()).isPresent();
  }

  @Test
  void acceptsAnyStringAsMerchantId() {
    String body = AGREED.replace(":1000135331248", ":\\\"merchant1\\\"");

    assertThat(Delivery.of(body).verify().authorization().orElseThrow().merchantId())
        .isEqualTo("merchant1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'bizType':'PAYOUT','bizId':1,'bizIdStr':'1','bizStatus':'DONE','data':null}|PAYOUT|1|DONE|",
        "{'bizType':'PAY','bizStatus':'PAY_SUCCESS','data':'{}'} | PAY || PAY_SUCCESS | {}",
        "{'bizType':'PAY','bizIdStr':'7','data':[1.50]} | PAY | 7 || [1.50]",
        "{'bizType':'PAY','bizId':1e999999999,'bizStatus':true} | PAY | 1e999999999 | true |",
        "{'bizType':7,'bizId':{'a':null},'bizStatus':[]} | 7 | {\"a\":null} | [] |",
        "{'bizType':'tech_provider','bizId':''} | tech_provider |||",
        "{} ||||",
      })
  void readsIncompleteEventsOfOtherKinds(
      String body, String bizType, String bizId, String bizStatus, String data) {
    Notification read = Delivery.of(body.replace('\'', '"')).verify();

    assertThat(List.of(read.bizType(), read.bizId(), read.bizStatus(), read.data()))
        .isEqualTo(
            Stream.of(bizType, bizId, bizStatus, data)
                .map(value -> Objects.requireNonNullElse(value, ""))
                .collect(Collectors.toList()));
    assertThat(read.authorization()).isEmpty();
  }

  @Test
  void knownTypeReturnsTheDocumentedEvent() {
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
  void ignoresAByteOrderMark() {
    assertThat(Delivery.of("\uFEFF" + AGREED).verify().bizStatus()).isEqualTo("SUBMIT_AUTH_AGREE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
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
  void namesTheInvalidFieldOfAnAuthorizationEvent(String documented, String sent, String problem) {
    assertThat(AGREED).contains(documented);

    assertMalformed(problem, AGREED.replace(documented, sent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "'text'",
        "{",
        "{}{}",
        TOKEN,
        "<html>" + TOKEN,
        "{'bizType':" + TOKEN,
        "{'" + TOKEN + "':1,'" + TOKEN + "':2}",
        "{'bizType':'TECH_PROVIDER','bizId':'" + TOKEN + "'}",
        "{'bizType':'TECH_PROVIDER','bizId':1,'bizStatus':'','data':'" + TOKEN + "'}",
        "{'bizType':'TECH_PROVIDER','bizId':1,'bizStatus':[],'data':{'" + TOKEN + "':1}}",
      })
  void rejectsAnInvalidBodyWithoutQuotingIt(String body) {
    assertMalformed("", body.replace('\'', '"'));
  }

  @Test
  void toStringDoesNotShowTheToken() {
    Notification read = Delivery.of(AGREED).verify();

    assertThat(read.data()).contains(TOKEN);
    assertThat(read).hasToString("Notification TECH_PROVIDER 210462863998500864");
    assertThat(read.authorization())
        .get()
        .hasToString("AuthorizationEvent SUBMIT_AUTH_AGREE of 210462863998500864");
  }

  @Test
  void rejectsABodyThatIsNotUtf8() {
    assertMalformed(
        "not UTF-8", () -> Delivery.of(new byte[] {'{', '"', (byte) 0xC3, '"', '}'}).verify());
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
        .matches(e -> e.reason() == Reason.MALFORMED_BODY, "because of the body")
        .satisfies(rejection -> assertThat(getStackTrace(rejection)).doesNotContain(TOKEN));
  }
}
