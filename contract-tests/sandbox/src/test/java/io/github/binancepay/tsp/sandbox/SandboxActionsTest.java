package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Actions on the field of an extension. */
class SandboxActionsTest {
  @RegisterExtension
  static final SandboxExtension SANDBOX =
      new SandboxExtension(Sandbox.builder().clock(new SettableClock(TestRequest.NOW)));

  @RegisterExtension
  static final SandboxExtension NARROW =
      new SandboxExtension(Sandbox.builder().clock(new SettableClock(TestRequest.NOW)))
          .window(Duration.ofMillis(500));

  @Test
  void anExtensionAcceptsTimestampsWithin60Seconds() {
    at(Duration.ofMinutes(-1)).sendTo(SANDBOX.sandbox()).assertCreated();
    at(Duration.ofMillis(-60_001)).sendTo(SANDBOX.sandbox()).assertFailure("400003");
    at(Duration.ofMillis(500)).sendTo(NARROW.sandbox()).assertCreated();
    at(Duration.ofMillis(501)).sendTo(NARROW.sandbox()).assertFailure("400003");
  }

  @Test
  void theFieldCarriesOutTheActionsOfItsSandbox() throws Exception {
    SANDBOX.addMerchant("m2", "Two");
    try (TestReceiver receiver = new TestReceiver()) {
      SANDBOX.webhookUrl(receiver.url());
      SANDBOX.nextDelivery(DeliveryFault.TWICE);
      String serial = SANDBOX.rotateWebhookKey();
      SANDBOX.agree(create());

      TestReceiver.Received first = receiver.take();
      assertThat(first.header("BinancePay-Certificate-SN")).isEqualTo(serial);
      assertThat(receiver.take().body()).isEqualTo(first.body());
    }
    SANDBOX.reject(create());
    String id = create();
    SANDBOX.agree(id);
    SANDBOX.change(id, "PAYOUT");
    SANDBOX.disable(id);
    SANDBOX.triggers(false);
    request().merchantId("sandbox-400000").sendTo(SANDBOX.baseUrl()).assertFailure("406210");
    SANDBOX.triggers(true);

    TestRequest again = request();
    again.sendTo(SANDBOX.sandbox()).assertCreated();
    SANDBOX.reset();
    again.sendTo(SANDBOX.sandbox()).assertCreated();
  }

  private static String create() {
    return request().merchantId("m2").sendTo(SANDBOX.sandbox()).text("authorizationId");
  }

  private static TestRequest request() {
    return at(Duration.ZERO);
  }

  private static TestRequest at(Duration offset) {
    return new TestRequest().at(TestRequest.NOW.plus(offset));
  }
}
