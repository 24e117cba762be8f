package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.provider.MessageAndMetadata;
import au.com.dius.pact.provider.PactVerifyProvider;
import au.com.dius.pact.provider.junit5.MessageTestTarget;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import au.com.dius.pact.provider.junit5.PactVerificationInvocationContextProvider;
import au.com.dius.pact.provider.junitsupport.IgnoreMissingStateChange;
import au.com.dius.pact.provider.junitsupport.Provider;
import au.com.dius.pact.provider.junitsupport.VerificationReports;
import au.com.dius.pact.provider.junitsupport.filter.InteractionFilter;
import au.com.dius.pact.provider.junitsupport.loader.PactFilter;
import au.com.dius.pact.provider.junitsupport.loader.PactFolder;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Verifies the sandbox's message endpoint against the notifications of the pact. */
@Provider(ConsumerPact.PROVIDER)
@PactFolder("target/pacts")
@PactFilter(value = "notifications", filter = NotificationVerificationIT.OnlyNotifications.class)
// The request for a message names its state.
@IgnoreMissingStateChange
@VerificationReports({})
public class NotificationVerificationIT {
  @RegisterExtension final SandboxExtension extension = new SandboxExtension();

  private Sandbox sandbox;
  private BinancePayClient client;

  @BeforeEach
  void prepare(PactVerificationContext context, Sandbox sandbox, BinancePayClient client) {
    this.sandbox = sandbox;
    this.client = client;
    context.setTarget(new MessageTestTarget(List.of(getClass().getPackageName())));
  }

  @TestTemplate
  @ExtendWith(PactVerificationInvocationContextProvider.class)
  void sendsExpectedMessage(PactVerificationContext context) {
    Verification.verify(context);
  }

  @PactVerifyProvider("notification SUBMIT_AUTH_AGREE")
  public MessageAndMetadata agreed() throws Exception {
    return message("notification SUBMIT_AUTH_AGREE", NotificationPactTest.PENDING);
  }

  @PactVerifyProvider("notification SUBMIT_AUTH_REJECT")
  public MessageAndMetadata rejected() throws Exception {
    return message("notification SUBMIT_AUTH_REJECT", NotificationPactTest.PENDING);
  }

  @PactVerifyProvider("notification TP_AUTH_CHANGED")
  public MessageAndMetadata changed() throws Exception {
    return message("notification TP_AUTH_CHANGED", NotificationPactTest.AUTHORIZED);
  }

  @PactVerifyProvider("notification TP_AUTH_DISABLED")
  public MessageAndMetadata disabled() throws Exception {
    return message("notification TP_AUTH_DISABLED", NotificationPactTest.AUTHORIZED);
  }

  private MessageAndMetadata message(String description, String state) throws Exception {
    Connection.Response response =
        Jsoup.connect(sandbox.baseUrl() + "/sandbox/pact-messages")
            .method(Connection.Method.POST)
            .requestBody(
                "{\"description\":\"%s\",\"providerStates\":[{\"name\":\"%s\"}]}"
                    .formatted(description, state))
            .ignoreContentType(true)
            .execute();
    String encoded = response.header("Pact-Message-Metadata");
    Map<String, Object> metadata = new HashMap<>();
    JsonParser.parseString(new String(Base64.getDecoder().decode(encoded), UTF_8))
        .getAsJsonObject()
        .asMap()
        .forEach((name, value) -> metadata.put(name, value.getAsString()));
    byte[] body = response.bodyAsBytes();
    WebhookVerifier verifier =
        WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
    assertThat(verifier.verify(name -> (String) metadata.get(name), body).authorization())
        .isPresent();
    assertThat(NotificationSchema.problems(response.body())).isEmpty();
    return new MessageAndMetadata(body, metadata);
  }

  /** Selects the notifications. */
  public static final class OnlyNotifications implements InteractionFilter<Interaction> {
    @Override
    public Predicate<Interaction> buildPredicate(String[] values) {
      return Interaction::isAsynchronousMessage;
    }
  }
}
