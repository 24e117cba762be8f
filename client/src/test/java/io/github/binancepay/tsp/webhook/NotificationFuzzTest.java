package io.github.binancepay.tsp.webhook;

import static io.github.binancepay.tsp.Damage.assertOneShortLine;
import static io.github.binancepay.tsp.Samples.TOKEN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.Damage;
import io.github.binancepay.tsp.internal.envelope.MalformedBodyException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Guarantees for any request to a webhook. Jazzer calls this class by its name. */
public final class NotificationFuzzTest {
  private static final String SERIAL = NotificationVectors.key("first").certSerial;
  private static final WebhookVerifier VERIFIER = Delivery.of("").verifier().build();
  private static final NotificationReader READER = new NotificationReader();

  /** Fails if the bytes are accepted, or if a guarantee is broken. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    assertRejected(bytes);
    try {
      assertComplete(READER.read(bytes));
    } catch (MalformedBodyException e) {
      assertOneShortLine(e);
      assertThat(getStackTrace(e)).doesNotContain(TOKEN);
    }
  }

  // Each line is a header, and the rest is the body. Nothing was signed.
  private static void assertRejected(byte[] bytes) {
    String[] lines = Arrays.copyOf(new String(bytes, ISO_8859_1).split("\n", 4), 4);
    Arrays.setAll(lines, i -> lines[i] == null ? "" : lines[i]);
    Map<String, String> headers =
        Map.of(
            "BinancePay-Certificate-SN", SERIAL,
            "BinancePay-Timestamp", lines[0],
            "BinancePay-Nonce", lines[1],
            "BinancePay-Signature", lines[2]);
    assertThatExceptionOfType(InvalidNotificationException.class)
        .isThrownBy(() -> VERIFIER.verify(headers::get, lines[3].getBytes(ISO_8859_1)))
        .satisfies(Damage::assertOneShortLine);
  }

  private static void assertComplete(Notification read) {
    assertThat(read).hasNoNullFieldsOrPropertiesExcept("authorization");
    assertThat(read.authorization().isPresent()).isEqualTo(read.bizType().equals("TECH_PROVIDER"));
    assertOneShortLine(read);
    read.authorization()
        .ifPresent(
            event -> {
              assertThat(event).hasNoNullFieldsOrProperties();
              assertOneShortLine(event);
              if (event.authorizationToken().equals(TOKEN)) {
                assertThat(read.toString().replace(read.bizType(), "").replace(read.bizId(), ""))
                    .doesNotContain(TOKEN);
              }
            });
    assertThat(read.data().getBytes(UTF_8)).isNotNull();
  }

  @Property
  void damagedNotificationKeepsTheGuarantees(@ForAll("damages") byte[] damaged) {
    fuzzerTestOneInput(damaged);
  }

  @Provide
  Arbitrary<byte[]> damages() {
    return Damage.of(NotificationVectors.named("SUBMIT_AUTH_AGREE").body);
  }

  @Test
  void seedsKeepTheGuarantees() throws IOException {
    assertThat(Damage.seeds("notifications"))
        .isNotEmpty()
        .allSatisfy(NotificationFuzzTest::fuzzerTestOneInput);
  }
}
