package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.provider.MessageAndMetadata;
import au.com.dius.pact.provider.PactVerifyProvider;
import au.com.dius.pact.provider.junit5.MessageTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.State;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import au.com.dius.pact.provider.junitsupport.filter.InteractionFilter;
import au.com.dius.pact.provider.junitsupport.loader.PactFilter;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Has the sandbox produce the notifications of the pact file. No other provider can be told to send
 * one.
 */
@Provider("binance-pay")
@PactFolder("target/pacts")
@PactFilter(value = "notifications", filter = NotificationVerificationIT.OnlyNotifications.class)
@VerificationReports({})
public class NotificationVerificationIT {
  private static final String MERCHANT_ID = "1000135331248";

  // Not static: an event that nobody received would come before those of the next test.
  @RegisterExtension
  final SandboxExtension extension =
      new SandboxExtension(
          Sandbox.builder().window(Duration.ofSeconds(10)).merchant(MERCHANT_ID, "Test"));

  private Sandbox sandbox;
  private Webhook webhook;
  private BinancePayClient client;
  private String authorizationId;

  @BeforeEach
  void start(PactVerificationContext context, Sandbox sandbox, BinancePayClient client)
      throws IOException {
    webhook = new Webhook();
    this.sandbox = sandbox;
    this.client = client;
    context.setTarget(new MessageTestTarget(List.of(getClass().getPackageName())));
  }

  @AfterEach
  void stop() {
    webhook.close();
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void theSandboxSendsWhatTheReceiverExpects(PactVerificationContext context) {
    Verification.verify(context);
  }

  @State("merchant 1000135331248 has an authorization")
  void anAuthorizationIsCreated() {
    authorizationId =
        client
            .createAuthorization(
                new CreateAuthorizationRequest()
                    .merchantId(MERCHANT_ID)
                    .scopes(List.of("CONVERT"))
                    .ipWhitelist(List.of("192.168.1.1")))
            .getAuthorizationId();
  }

  @State("merchant 1000135331248 has agreed to an authorization")
  void theMerchantHasAgreed() {
    anAuthorizationIsCreated();
    sandbox.agree(authorizationId);
  }

  @PactVerifyProvider("notification SUBMIT_AUTH_AGREE")
  public MessageAndMetadata agreed() throws Exception {
    return sent(sandbox::agree);
  }

  @PactVerifyProvider("notification SUBMIT_AUTH_REJECT")
  public MessageAndMetadata rejected() throws Exception {
    return sent(sandbox::reject);
  }

  @PactVerifyProvider("notification TP_AUTH_CHANGED")
  public MessageAndMetadata changed() throws Exception {
    return sent(id -> sandbox.change(id, "REPORT"));
  }

  @PactVerifyProvider("notification TP_AUTH_DISABLED")
  public MessageAndMetadata disabled() throws Exception {
    return sent(sandbox::disable);
  }

  /** What the sandbox really sends, once the client has verified it with the sandbox's key. */
  private MessageAndMetadata sent(Consumer<String> decision) throws Exception {
    sandbox.webhookUrl(webhook.url());
    decision.accept(authorizationId);
    Webhook.Received received = webhook.next();
    byte[] body = received.body().getBytes(UTF_8);

    WebhookVerifier verifier =
        WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
    assertThat(verifier.verify(received.headers()::get, body).bizId()).isEqualTo(authorizationId);
    assertThat(NotificationSchema.problems(received.body())).isEmpty();
    Map<String, Object> metadata = new HashMap<>(Map.of("contentType", "application/json"));
    for (String name : List.of("Certificate-SN", "Timestamp", "Nonce", "Signature")) {
      metadata.put("BinancePay-" + name, received.headers().get("BinancePay-" + name));
    }
    return new MessageAndMetadata(body, metadata);
  }

  /** Not the calls. */
  public static final class OnlyNotifications implements InteractionFilter<Interaction> {
    @Override
    public Predicate<Interaction> buildPredicate(String[] values) {
      return Interaction::isAsynchronousMessage;
    }
  }
}
