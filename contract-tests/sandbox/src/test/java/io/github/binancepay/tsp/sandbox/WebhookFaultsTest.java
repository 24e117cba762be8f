package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.TestReceiver.Received;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookFaultsTest extends WebhookFixture {
  @Test
  void signsWithTheNewKeyAfterARotationAndListsBoth() throws Exception {
    String id = create();
    sandbox.agree(id);
    Received before = receiver.take();

    String serial = post("/sandbox/webhook-key/rotate").json().get("certSerial").getAsString();
    sandbox.disable(id);
    Received after = receiver.take();

    assertThat(serialOf(after)).isEqualTo(serial).isNotEqualTo(serialOf(before));
    Map<String, String> certificates = certificates();
    assertThat(certificates).hasSize(2);
    assertThat(before.isSignedWith(certificates.get(serialOf(before)))).isTrue();
    assertThat(after.isSignedWith(certificates.get(serial))).isTrue();
    sandbox.rotateWebhookKey();
    assertThat(certificates()).hasSize(2).containsKey(serial);
  }

  @Test
  void usesTheKeyOfTheFileAfterARestart() throws Exception {
    Map<String, String> before = certificates();
    restart(webhook());

    assertThat(certificates()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void injectsAFaultOnce(DeliveryFault fault) throws Exception {
    receiver.thenRespond(TestReceiver.json(500, ""));
    String id = create();
    sandbox.nextDelivery(fault);
    sandbox.agree(id);
    sandbox.disable(id);
    List<Received> all = take(fault == DeliveryFault.TWICE ? 4 : 3);

    Received first = all.get(0);
    String pem = certificates().get(serialOf(first));
    if (fault == DeliveryFault.UNKNOWN_SERIAL) {
      assertThat(pem).isNull();
    } else {
      assertThat(first.isSignedWith(pem)).isEqualTo(fault != DeliveryFault.WRONG_SIGNATURE);
    }
    long age = NOW.toEpochMilli() - Long.parseLong(first.header("BinancePay-Timestamp"));
    assertThat(age).isEqualTo(fault == DeliveryFault.OLD_TIMESTAMP ? 3_600_000 : 0);
    for (Received later : all.subList(1, all.size())) {
      assertThat(later.isSignedWith(certificates().get(serialOf(later)))).isTrue();
    }
    String events = String.join(" ", all.stream().map(Received::bizStatus).toList());
    assertThat(events.replaceAll("\\w+_(AGREE|DISABLED)", "$1"))
        .isEqualTo(
            switch (fault) {
              case TWICE -> "AGREE AGREE AGREE DISABLED";
              case OUT_OF_ORDER -> "DISABLED DISABLED AGREE";
              default -> "AGREE AGREE DISABLED";
            });
    assertThat(all).extracting(one -> one.header("BinancePay-Nonce")).doesNotHaveDuplicates();
  }

  @Test
  void holdsBackAnEventUntilThatOfAnotherAuthorizationIsDelivered() throws Exception {
    String first = create();
    String second = create();
    sandbox.nextDelivery(DeliveryFault.OUT_OF_ORDER);
    sandbox.agree(first);
    sandbox.agree(second);

    assertThat(take(2))
        .extracting(event -> event.json().get("bizIdStr").getAsString())
        .containsExactly(second, first);
  }

  @Test
  void resendsADelivery() throws Exception {
    sandbox.agree(create());
    Received first = receiver.take();
    String list = deliveries();
    assertThat(list).contains("\"number\":1,", "\"warning\":null");

    Reply resent = send(request -> request.path("/sandbox/deliveries/1/resend").body(""));

    assertThat(resent.body()).isEqualTo("{\"number\":2}");
    assertThat(receiver.take().body()).isEqualTo(first.body());
  }

  @Test
  void listsAndLogsAttemptsWithoutSecrets() throws Exception {
    receiver.thenRespond(TestReceiver.json(503, "{\"token\":\"LEAK\",\"reason\":\"busy\"}"));
    JsonObject created = create("merchant1");
    String token = created.get("authorizationToken").getAsString();
    sandbox.agree(created.get("authorizationId").getAsString());
    Received received = receiver.take();
    receiver.take();
    String firstAttempt = logged("attempt 1");
    logged("attempt 2");

    String signature = received.header("BinancePay-Signature");
    assertThat(firstAttempt).doesNotContain("LEAK", token, signature);
    assertThat(deliveries())
        .contains("\"httpStatus\":503", "busy", "\"accepted\":false", "\"accepted\":true")
        .contains(
            "\"name\":\"BinancePay-Nonce\",\"value\":\"" + received.header("BinancePay-Nonce"))
        .contains("SUBMIT_AUTH_AGREE", "(344 characters)")
        .doesNotContain("LEAK", token, signature);
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_SIGNATURE, a wrong signature",
    "UNKNOWN_SERIAL, the signature of an unknown key",
    "OLD_TIMESTAMP, a timestamp of an hour ago"
  })
  void warnsAboutAReceiverThatAcceptsAFault(DeliveryFault fault, String what) throws Exception {
    sandbox.nextDelivery(fault);
    sandbox.agree(create());
    receiver.take();

    String warning = "your receiver accepted a notification with " + what;
    assertThat(logged("attempt 1")).endsWith("; WARNING: " + warning);
    assertThat(deliveries()).contains("\"warning\":\"" + warning + "\"");
  }

  @Test
  void limitsPendingEventsAndFaults() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    receiver.thenRespond(exchange -> later.await());
    String id = create();
    sandbox.agree(id);
    for (int i = 1; i < Limits.PENDING_DELIVERIES; i++) {
      sandbox.change(id);
    }
    assertThat(log).noneMatch(line -> line.contains("dropped"));

    sandbox.change(id);
    assertThat(logged("dropped")).endsWith("1000 others are not settled yet");
    for (int i = 0; i < Limits.PENDING_DELIVERIES; i++) {
      sandbox.nextDelivery(DeliveryFault.TWICE);
    }
    assertThatIllegalStateException().isThrownBy(() -> sandbox.nextDelivery(DeliveryFault.TWICE));
    sandbox.close();
    later.countDown();
  }
}
