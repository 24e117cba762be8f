package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.binancepay.tsp.webhook.InvalidNotificationException.Reason;
import io.github.binancepay.tsp.webhook.NotificationVectors.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {
  private static final String SIGNATURE = "BinancePay-Signature";
  private static final Delivery AGREED = NotificationVectors.named("SUBMIT_AUTH_AGREE");
  private static final Map<String, Reason> REASONS =
      Map.of(
          "unpublished serial", Reason.UNKNOWN_CERTIFICATE,
          "serial without a key", Reason.UNKNOWN_CERTIFICATE,
          "timestamp too old", Reason.OUTSIDE_TIME_WINDOW,
          "timestamp too far ahead", Reason.OUTSIDE_TIME_WINDOW,
          "timestamp in seconds", Reason.OUTSIDE_TIME_WINDOW,
          "timestamp not a number", Reason.MALFORMED_HEADER,
          "signature not base64", Reason.MALFORMED_HEADER,
          "signature empty", Reason.MISSING_HEADER);

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void acceptsOrRejectsTheVectorsWithoutQuotingASecret(Delivery vector) {
    WebhookVerifier verifier = allowingShortKey(vector);
    if (vector.isAccepted) {
      assertIs(verifier.verify(vector.header(), vector.body()), vector.event);
      return;
    }
    assertThatExceptionOfType(InvalidNotificationException.class)
        .isThrownBy(() -> verifier.verify(vector.header(), vector.body()))
        .matches(e -> e.reason() == reasonOf(vector), "because of " + reasonOf(vector))
        .withNoCause()
        .extracting(Throwables::getStackTrace, STRING)
        .doesNotContain(NotificationReaderTest.TOKEN)
        .doesNotContainPattern("[A-Za-z0-9+/]{64}");
  }

  static List<Delivery> vectors() {
    return NotificationVectors.all();
  }

  @ParameterizedTest
  @ValueSource(strings = {"published by the provider, RSA 1024", "short test key, RSA 1024"})
  void rejectsAShortKeyThatIsNotAllowed(String name) {
    Delivery vector = NotificationVectors.named(name);
    WebhookVerifier allowingAnother =
        vector.verifier().allowShortKey(NotificationVectors.key("first").certSerial).build();

    assertRejected(Reason.SHORT_KEY, () -> allowingAnother.verify(vector.header(), vector.body()));
  }

  @ParameterizedTest
  @CsvSource({"PT10M, PT10M0.000000001S", "PT30S, PT30.001S", "PT24H, PT24H0.001S"})
  void toleranceAppliesInBothDirections(Duration tolerance, Duration beyond) {
    Delivery delivery = Delivery.of(AGREED.body);
    for (Duration sign : List.of(Duration.ofSeconds(1), Duration.ofSeconds(-1))) {
      boolean past = sign.isNegative();
      assertThatCode(() -> verifyAt(past ? tolerance.negated() : tolerance, tolerance, delivery))
          .doesNotThrowAnyException();
      assertRejected(
          Reason.OUTSIDE_TIME_WINDOW,
          () -> verifyAt(past ? beyond.negated() : beyond, tolerance, delivery));
    }
  }

  @Test
  void verifiesTheSignatureBeforeTheTimeAndTheBody() {
    Delivery old = Delivery.of(AGREED.body);
    old.headers.put("BinancePay-Timestamp", "1");
    Delivery unreadable = Delivery.of("not JSON");
    unreadable.headers.put(SIGNATURE, AGREED.headers.get(SIGNATURE));

    assertRejected(Reason.INVALID_SIGNATURE, old::verify);
    assertRejected(Reason.INVALID_SIGNATURE, unreadable::verify);
  }

  @Test
  void rejectsALargeBodyBeforeItReadsHeaders() {
    byte[] largest = (AGREED.body + " ".repeat(1 << 20)).substring(0, 1 << 20).getBytes(UTF_8);

    assertThat(Delivery.of(largest).verify().bizId()).isEqualTo(AGREED.event.bizId);
    assertRejected(
        Reason.BODY_TOO_LARGE,
        () -> AGREED.verifier().build().verify(name -> null, new byte[(1 << 20) + 1]));
  }

  @ParameterizedTest
  @CsvSource({
    "BinancePay-Certificate-SN, 'A\nB'",
    "BinancePay-Nonce, 'A\nB'",
    "BinancePay-Nonce, ü",
    "BinancePay-Timestamp, 1761955200000.0",
    "BinancePay-Timestamp, -1761955200000",
    "BinancePay-Timestamp, 99999999999999999999",
    "BinancePay-Timestamp, ١٧٦١٩٥٥٢٠٠٠٠٠",
    "BinancePay-Signature, ====!",
  })
  void rejectsAMalformedOrLongHeader(String name, String value) {
    Delivery delivery = Delivery.of(AGREED.body);
    delivery.headers.put(name, value);
    assertRejected(Reason.MALFORMED_HEADER, delivery::verify);
    delivery.headers.put(name, "1".repeat(8193));

    assertRejected(Reason.MALFORMED_HEADER, delivery::verify);
  }

  // Another reader of the same header must not see another signature.
  @Test
  void rejectsASignatureThatIsNotBase64() {
    String signature = AGREED.headers.get(SIGNATURE);
    Delivery delivery = Delivery.of(AGREED.body);
    for (String foreign : "= - _ ! * é \0 == %2B".split(" ")) {
      String inside = signature.substring(0, 40) + foreign + signature.substring(40);
      for (String value : List.of("====", "A===", "AAAAA", "A=A=", foreign + signature, inside)) {
        delivery.headers.put(SIGNATURE, value);

        assertRejected(Reason.MALFORMED_HEADER, delivery::verify);
      }
    }
  }

  @Test
  void rethrowsTheExceptionOfTheCertificateSource() {
    RuntimeException failure = new IllegalStateException("no certificates");

    assertThatCode(
            () ->
                AGREED
                    .verifier()
                    .certificates(
                        serial -> {
                          throw failure;
                        })
                    .build()
                    .verify(AGREED.header(), AGREED.body()))
        .isSameAs(failure);
  }

  @Test
  void builderNamesAMissingOrInvalidSetting() {
    assertThatIllegalStateException()
        .isThrownBy(() -> WebhookVerifier.builder().build())
        .withMessageContaining("call .certificates(");
    for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WebhookVerifier.builder().tolerance(none))
          .withMessageContaining("tolerance");
    }
  }

  private static Notification verifyAt(Duration later, Duration tolerance, Delivery delivery) {
    return delivery
        .verifier()
        .clock(Clock.offset(Clock.fixed(Delivery.SENT, ZoneOffset.UTC), later))
        .tolerance(tolerance)
        .build()
        .verify(delivery.header(), delivery.body());
  }

  private static WebhookVerifier allowingShortKey(Delivery vector) {
    return vector.hasShortKey
        ? vector
            .verifier()
            .allowShortKey(
                vector.header().apply("BinancePay-Certificate-SN").toLowerCase(Locale.ROOT))
            .build()
        : vector.verifier().build();
  }

  private static Reason reasonOf(Delivery vector) {
    return vector.name.startsWith("no header ")
        ? Reason.MISSING_HEADER
        : REASONS.getOrDefault(vector.name, Reason.INVALID_SIGNATURE);
  }

  private static void assertRejected(Reason reason, ThrowingCallable delivery) {
    assertThatExceptionOfType(InvalidNotificationException.class)
        .isThrownBy(delivery)
        .matches(e -> e.reason() == reason, "because of " + reason)
        .withMessageStartingWith(reason + ": ");
  }

  private static void assertIs(Notification read, Event expected) {
    assertThat(List.of(read.bizType(), read.bizId(), read.bizStatus()))
        .containsExactly(expected.bizType, expected.bizId, expected.bizStatus);
    if (expected.data != null) {
      assertThat(read.data()).isEqualTo(expected.data);
    }
    assertThat(read.authorization().map(AuthorizationEvent::type))
        .isEqualTo(Optional.ofNullable(expected.authorization).map(event -> expected.bizStatus));
    read.authorization()
        .ifPresent(
            event ->
                assertThat(expected.authorization)
                    .containsEntry("authorizationId", event.authorizationId())
                    .containsEntry("authorizationToken", event.authorizationToken())
                    .containsEntry("merchantId", event.merchantId())
                    .containsEntry("merchantName", event.merchantName())
                    .returns(
                        event.scopes(),
                        fields -> requireNonNullElse(fields.get("scopes"), List.of())));
  }

  @Test
  void successReplyIsTheDocumentedOne() {
    WebhookReply reply = WebhookReply.success();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.mediaType()).isEqualTo("application/json");
    assertThat(new String(reply.body(), UTF_8))
        .isEqualTo("{\"returnCode\":\"SUCCESS\",\"returnMessage\":null}");
  }

  @Test
  void failureReplyHasStatus500AndAMessage() {
    WebhookReply reply = WebhookReply.failure("store is \"down\"\nü");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(new String(reply.body(), UTF_8))
        .isEqualTo("{\"returnCode\":\"FAIL\",\"returnMessage\":\"store is \\\"down\\\" ü\"}");
    assertThatNullPointerException().isThrownBy(() -> WebhookReply.failure(null));
  }

  @Test
  void bodyOfAReplyIsACopy() {
    WebhookReply reply = WebhookReply.success();
    reply.body()[0] = 'x';

    assertThat(reply.body()[0]).isEqualTo((byte) '{');
  }
}
