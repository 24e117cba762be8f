package io.github.binancepay.tsp.contract.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactConsumerTestExt;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.consumer.junit5.ProviderType;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Interaction.AsynchronousMessage;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.model.AuthorizationEventType;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import io.github.binancepay.tsp.webhook.AuthorizationEvent;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The notification that the provider sends to the webhook: a message for each event. */
@ExtendWith(PactConsumerTestExt.class)
@PactTestFor(
    providerName = ConsumerPact.PROVIDER,
    providerType = ProviderType.ASYNCH,
    pactVersion = PactSpecVersion.V4)
class NotificationPactTest {
  static final String PENDING = "merchant 1000135331248 has an authorization";
  static final String AUTHORIZED = "merchant 1000135331248 has agreed to an authorization";

  // A string with JSON in it, which Pact compares by type. PactAgainstDocumentIT checks its schema.
  private static final String DATA =
      "{\"authorizationId\":\"210462863998500864\",\"authorizationToken\":\"token1\","
          + "\"merchantId\":1000135331248,\"merchantName\":\"Test\"}";

  private static final String TIMESTAMP = "1761955200000";
  private static final String NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy";

  @Pact(consumer = ConsumerPact.CONSUMER, provider = ConsumerPact.PROVIDER)
  V4Pact everyEvent(PactBuilder builder) {
    notification(builder.given(PENDING), "SUBMIT_AUTH_AGREE");
    notification(builder.given(PENDING), "SUBMIT_AUTH_REJECT");
    notification(builder.given(AUTHORIZED), "TP_AUTH_CHANGED");
    notification(builder.given(AUTHORIZED), "TP_AUTH_DISABLED");
    return builder.toPact();
  }

  @Test
  @PactTestFor(pactMethod = "everyEvent")
  void readsEveryEvent(V4Pact pact) {
    assertThat(pact.getInteractions()).hasSameSizeAs(AuthorizationEventType.values());
    for (Interaction message : pact.getInteractions()) {
      String event = message.getDescription().replace("notification ", "");
      assertRead(message.asAsynchronousMessage(), AuthorizationEventType.valueOf(event));
    }
  }

  private static void notification(PactBuilder builder, String event) {
    builder.expectsToReceiveMessageInteraction(
        "notification " + event,
        message ->
            message.withContents(
                contents ->
                    contents
                        .withMetadata(
                            metadata -> {
                              metadata.add("contentType", "application/json");
                              metadata.matchRegex(
                                  "BinancePay-Certificate-SN",
                                  "^[0-9A-Fa-f]{32}$",
                                  "0123456789ABCDEF0123456789ABCDEF");
                              metadata.matchRegex("BinancePay-Timestamp", "^[0-9]{13}$", TIMESTAMP);
                              metadata.matchRegex("BinancePay-Nonce", "^[0-9A-Za-z]{32}$", NONCE);
                              metadata.matchRegex(
                                  "BinancePay-Signature",
                                  "^[0-9A-Za-z+/]+=*$",
                                  "AAAA".repeat(85) + "AA==");
                            })
                        .withContent(
                            newJsonBody(
                                    body -> {
                                      body.stringValue("bizType", "TECH_PROVIDER");
                                      body.stringType("data", DATA);
                                      body.stringType("bizIdStr", "210462863998500864");
                                      body.numberType(
                                          "bizId", new BigInteger("210462863998500864"));
                                      body.stringValue("bizStatus", event);
                                    })
                                .build())));
  }

  /** Signs the message, because the pact has no valid signature. */
  private static void assertRead(AsynchronousMessage message, AuthorizationEventType type) {
    byte[] body = message.getContents().getContents().getValue();
    WebhookKey key = WebhookKey.generate();
    Map<String, String> headers =
        Map.of(
            "BinancePay-Certificate-SN",
            key.serial(),
            "BinancePay-Timestamp",
            TIMESTAMP,
            "BinancePay-Nonce",
            NONCE,
            "BinancePay-Signature",
            key.sign(TIMESTAMP, NONCE, body));

    AuthorizationEvent event =
        WebhookVerifier.builder()
            .certificates(CertificateSource.of(key.pem()))
            .clock(Clock.fixed(Instant.ofEpochMilli(Long.parseLong(TIMESTAMP)), ZoneOffset.UTC))
            .build()
            .verify(headers::get, body)
            .authorization()
            .orElseThrow();

    assertThat(event.knownType()).contains(type);
    assertThat(event.authorizationId()).isEqualTo("210462863998500864");
    assertThat(event.merchantId()).isEqualTo("1000135331248");
    assertThat(event.authorizationToken()).isEqualTo("token1");
  }
}
