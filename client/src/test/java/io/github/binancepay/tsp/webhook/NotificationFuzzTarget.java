package io.github.binancepay.tsp.webhook;

import static io.github.binancepay.tsp.Samples.TOKEN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.internal.envelope.MalformedBodyException;
import java.util.Map;

/** Guarantees for any request to a webhook. Jazzer calls this class by its name. */
public final class NotificationFuzzTarget {
  private static final String SERIAL = NotificationVectors.key("first").certSerial;
  private static final WebhookVerifier VERIFIER =
      Delivery.verifier(NotificationVectors.publishedKeys());
  private static final NotificationReader READER = new NotificationReader();

  private NotificationFuzzTarget() {}

  /** Fails if the bytes are accepted, or if a guarantee is broken. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    assertRefused(bytes);
    try {
      assertWhole(READER.read(bytes));
    } catch (MalformedBodyException e) {
      assertOneShortLine(e);
      assertThat(getStackTrace(e)).doesNotContain(TOKEN);
    }
  }

  // Each line is a header, and the rest is the body. Nothing was signed.
  private static void assertRefused(byte[] bytes) {
    String[] lines = new String(bytes, ISO_8859_1).split("\n", 4);
    Map<String, String> headers =
        Map.of(
            "BinancePay-Certificate-SN", SERIAL,
            "BinancePay-Timestamp", line(lines, 0),
            "BinancePay-Nonce", line(lines, 1),
            "BinancePay-Signature", line(lines, 2));
    assertThatExceptionOfType(InvalidNotificationException.class)
        .isThrownBy(() -> VERIFIER.verify(headers::get, line(lines, 3).getBytes(ISO_8859_1)))
        .satisfies(NotificationFuzzTarget::assertOneShortLine);
  }

  private static String line(String[] lines, int number) {
    return number < lines.length ? lines[number] : "";
  }

  private static void assertWhole(Notification read) {
    assertThat(read).hasNoNullFieldsOrPropertiesExcept("authorization");
    assertThat(read.authorization().isPresent()).isEqualTo(read.bizType().equals("TECH_PROVIDER"));
    assertThat(read.toString()).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cc}");
    read.authorization()
        .ifPresent(
            event -> {
              assertThat(event).hasNoNullFieldsOrProperties();
              assertThat(event.toString()).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cc}");
              if (event.authorizationToken().equals(TOKEN)) {
                assertThat(read.toString().replace(read.bizType(), "").replace(read.bizId(), ""))
                    .doesNotContain(TOKEN);
              }
            });
    assertThat(read.data().getBytes(UTF_8)).isNotNull();
  }

  private static void assertOneShortLine(Exception failure) {
    assertThat(failure.getMessage()).hasSizeLessThan(1000).doesNotContainPattern("\\p{Cc}");
  }
}
