package consumer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.webhook.Notification;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs the service against the sandbox in one JVM. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class ApplicationTest {
  @RegisterExtension static final SandboxExtension sandboxes = new SandboxExtension();

  private final Sandbox sandbox;
  @Autowired private BinancePayClient client;
  @Autowired private WebhookController webhook;

  @Value("${local.server.port}")
  private int port;

  ApplicationTest(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @DynamicPropertySource
  static void baseUrl(DynamicPropertyRegistry registry) {
    registry.add("binance-pay.base-url", sandboxes::baseUrl);
  }

  @BeforeEach
  void receive() {
    sandbox.webhookUrl("http://127.0.0.1:" + port + "/webhook");
  }

  @Test
  void createsAnAuthorization() {
    assertThat(client.createAuthorization(request("merchant1")).getRedirectUrl())
        .startsWith(sandbox.baseUrl());
  }

  @Test
  void createsAnAuthorizationWithoutBlocking() {
    assertThat(client.createAuthorizationAsync(request("merchant1")).join().getRedirectUrl())
        .startsWith(sandbox.baseUrl());
  }

  @Test
  void rejectsAnUnknownMerchant() {
    assertThatThrownBy(() -> client.createAuthorization(request("no-such-merchant")))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void receivesTheDecisionOfTheMerchant(CapturedOutput output) throws InterruptedException {
    String id = client.createAuthorization(request("merchant1")).getAuthorizationId();
    sandbox.agree(id);

    Notification notification = webhook.received.poll(60, SECONDS);
    assertThat(notification.authorization().orElseThrow().authorizationId()).isEqualTo(id);
    // The sandbox must not silence the logs of the service.
    assertThat(output).contains("INFO").contains("Received SUBMIT_AUTH_AGREE");
  }

  private static CreateAuthorizationRequest request(String merchantId) {
    return new CreateAuthorizationRequest()
        .merchantId(merchantId)
        .scopes(List.of("CONVERT"))
        .ipWhitelist(List.of("192.168.1.1"));
  }
}
