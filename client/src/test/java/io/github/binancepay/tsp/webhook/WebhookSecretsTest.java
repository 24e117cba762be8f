package io.github.binancepay.tsp.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.util.Throwables.getStackTrace;

import io.github.binancepay.tsp.webhook.NotificationVectors.Vector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {
  private static final String TOKEN = "4f92a76767a948d8b5ab60abd8ca2e15";
  private static final String AGREED = NotificationVectors.named("SUBMIT_AUTH_AGREE").body;

  @Test
  void notificationsAndEventsDoNotShowTheToken() {
    Notification read = Delivery.of(AGREED).verify();

    assertThat(read.data()).contains(TOKEN);
    assertThat(read).hasToString("Notification TECH_PROVIDER 210462863998500864");
    assertThat(read.authorization())
        .get()
        .hasToString("AuthorizationEvent SUBMIT_AUTH_AGREE of 210462863998500864");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rejected")
  void rejectionsShowNeitherTokenNorSignature(Vector vector) {
    InvalidNotificationException rejection =
        catchThrowableOfType(
            InvalidNotificationException.class,
            () -> vector.verifier().build().verify(vector.header(), vector.body()));

    String shown = getStackTrace(rejection);
    assertThat(shown).doesNotContain(TOKEN);
    assertThat(vector.headers.getOrDefault("BinancePay-Signature", ""))
        .satisfiesAnyOf(
            signature -> assertThat(signature).isEmpty(),
            signature -> assertThat(shown).doesNotContain(signature));
    assertThat(rejection).hasNoCause().hasNoSuppressedExceptions();
  }

  static Stream<Vector> rejected() {
    return WebhookVerifierTest.rejected();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TOKEN,
        "<html>" + TOKEN,
        "{\"bizType\":" + TOKEN,
        "{\"" + TOKEN + "\":1,\"" + TOKEN + "\":2}",
        "{\"bizType\":\"TECH_PROVIDER\",\"bizId\":\"" + TOKEN + "\"}",
        "{\"bizType\":\"TECH_PROVIDER\",\"bizId\":1,\"bizStatus\":\"\",\"data\":\"" + TOKEN + "\"}",
        "{\"bizType\":\"TECH_PROVIDER\",\"bizId\":1,\"bizStatus\":[],\"data\":{\""
            + TOKEN
            + "\":1}}",
      })
  void unreadableBodiesAreNotQuoted(String body) {
    InvalidNotificationException rejection =
        catchThrowableOfType(InvalidNotificationException.class, () -> Delivery.of(body).verify());

    assertThat(getStackTrace(rejection)).doesNotContain(TOKEN);
  }
}
