package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.TestReceiver.Received;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys, faults and the list of deliveries. */
class WebhookFaultsTest extends WebhookFixture {
  @Test
  void logsNoTokenAndNoSignature() throws Exception {
    JsonObject created = create("merchant1");
    sandbox.agree(created.get("authorizationId").getAsString());
    Received notification = receiver.take();
    logged("attempt 1");

    assertThat(String.join("\n", log) + deliveries())
        .doesNotContain(
            created.get("authorizationToken").getAsString(),
            notification.header("BinancePay-Signature"));
  }

  @Test
  void signsWithTheNewKeyAfterARotationAndListsBoth() throws Exception {
    String id = createAny();
    sandbox.agree(id);
    Received before = receiver.take();

    String serial = sandbox.rotateWebhookKey();
    sandbox.disable(id);
    Received after = receiver.take();

    assertThat(serialOf(after)).isEqualTo(serial).isNotEqualTo(serialOf(before));
    Map<String, String> certificates = certificates();
    assertThat(certificates).hasSize(2);
    for (Received one : List.of(before, after)) {
      assertThat(one.isSignedWith(certificates.get(serialOf(one)))).isTrue();
    }
    sandbox.rotateWebhookKey();
    assertThat(certificates()).hasSize(2).containsKey(serial);
  }

  @Test
  void keepsTheKeyOfItsFileOverARestart() throws Exception {
    Map<String, String> before = certificates();
    restart(webhook());

    assertThat(certificates()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void injectsAFaultOnce(DeliveryFault fault) throws Exception {
    receiver.thenRespond(TestReceiver.json(500, ""));
    String id = createAny();
    sandbox.nextDelivery(fault);
    sandbox.agree(id);
    sandbox.disable(id);
    List<Received> all = take(fault == DeliveryFault.TWICE ? 4 : 3);

    Received first = all.get(0);
    String pem = certificates().get(serialOf(first));
    assertThat(pem == null).isEqualTo(fault == DeliveryFault.UNKNOWN_SERIAL);
    assertThat(pem != null && first.isSignedWith(pem))
        .isEqualTo(
            !Set.of(DeliveryFault.UNKNOWN_SERIAL, DeliveryFault.WRONG_SIGNATURE).contains(fault));
    long age = NOW.toEpochMilli() - Long.parseLong(first.header("BinancePay-Timestamp"));
    assertThat(age).isEqualTo(fault == DeliveryFault.OLD_TIMESTAMP ? 3_600_000 : 0);
    for (Received later : all.subList(1, all.size())) {
      assertThat(later.isSignedWith(certificates().get(serialOf(later)))).isTrue();
    }
    String agree = "SUBMIT_AUTH_AGREE";
    String disable = "TP_AUTH_DISABLED";
    assertThat(all)
        .extracting(Received::bizStatus)
        .isEqualTo(
            switch (fault) {
              case TWICE -> List.of(agree, agree, agree, disable);
              case OUT_OF_ORDER -> List.of(disable, disable, agree);
              default -> List.of(agree, agree, disable);
            });
    Set<String> nonces = new HashSet<>();
    assertThat(all).allMatch(one -> nonces.add(one.header("BinancePay-Nonce")));
  }

  @Test
  void holdsAnEventBackUntilOneOfAnotherAuthorization() throws Exception {
    String first = createAny();
    String second = createAny();
    sandbox.nextDelivery(DeliveryFault.OUT_OF_ORDER);
    sandbox.agree(first);
    sandbox.agree(second);

    assertThat(take(2))
        .extracting(event -> event.json().get("bizIdStr").getAsString())
        .containsExactly(second, first);
  }

  @Test
  void resendsADelivery() throws Exception {
    sandbox.agree(createAny());
    Received first = receiver.take();
    String list = deliveries();
    assertThat(list).contains("\"number\":1,", "\"warning\":null");

    Reply resent = send(request -> request.path("/sandbox/deliveries/1/resend").body(""));

    assertThat(resent.body()).isEqualTo("{\"number\":2}");
    assertThat(receiver.take().body()).isEqualTo(first.body());
  }

  @Test
  void showsPayloadHeadersAndResponseOfAnAttemptWithoutSecrets() throws Exception {
    receiver.thenRespond(TestReceiver.json(503, "{\"token\":\"LEAK\",\"reason\":\"busy\"}"));
    sandbox.agree(createAny());
    Received received = receiver.take();
    receiver.take();
    logged("attempt 2");

    assertThat(deliveries())
        .contains("\"httpStatus\":503", "busy", "\"accepted\":false", "\"accepted\":true")
        .contains(
            "\"name\":\"BinancePay-Nonce\",\"value\":\"" + received.header("BinancePay-Nonce"))
        .contains("SUBMIT_AUTH_AGREE", "(344 characters)")
        .doesNotContain("LEAK", received.header("BinancePay-Signature"));
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_SIGNATURE, a wrong signature",
    "UNKNOWN_SERIAL, the signature of an unknown key",
    "OLD_TIMESTAMP, a timestamp of an hour ago"
  })
  void warnsOfAReceiverThatAcceptsAFault(DeliveryFault fault, String what) throws Exception {
    sandbox.nextDelivery(fault);
    sandbox.agree(createAny());
    receiver.take();

    String warning = "your receiver accepted a notification with " + what;
    assertThat(logged("attempt 1")).endsWith("; WARNING: " + warning);
    assertThat(deliveries()).contains("\"warning\":\"" + warning + "\"");
  }

  @Test
  void limitsPendingEventsAndFaults() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    receiver.thenRespond(exchange -> awaitQuietly(later));
    String id = createAny();
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
