package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import au.com.dius.pact.consumer.dsl.HttpInteractionBuilder;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactConsumerTestExt;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.BinancePayClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rejections that do not depend on the operation. They are checked once, with {@code queryScopes}.
 */
@ExtendWith(PactConsumerTestExt.class)
@PactTestFor(providerName = ConsumerPact.PROVIDER, pactVersion = PactSpecVersion.V4)
class TransportRejectionsPactTest extends ConsumerPact {
  private static final String PATH = "/binancepay/openapi/service/provider/config/query";

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact staleTimestamp(PactBuilder builder) {
    return builder
        .given("the provider's clock is one hour ahead")
        .expectsToReceiveHttpInteraction(
            "queryScopes with a stale timestamp",
            http -> rejected(http, API_KEY, "400003", "Outside of the time window."))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "staleTimestamp")
  void reportsAStaleTimestamp() {
    assertRejected(API_KEY, "400003", "Outside of the time window.");
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact unknownApiKey(PactBuilder builder) {
    return builder
        .expectsToReceiveHttpInteraction(
            "queryScopes with an unknown API key",
            http ->
                rejected(
                    http, "no-such-api-key", "400004", "API identity key not found or invalid."))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "unknownApiKey")
  void reportsAnUnknownApiKey() {
    assertRejected("no-such-api-key", "400004", "API identity key not found or invalid.");
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact malformedApiKey(PactBuilder builder) {
    return builder
        .expectsToReceiveHttpInteraction(
            "queryScopes with a malformed API key",
            http -> rejected(http, "not an API key!", "400005", "API identity key format invalid."))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "malformedApiKey")
  void reportsAMalformedApiKey() {
    assertRejected("not an API key!", "400005", "API identity key format invalid.");
  }

  private static HttpInteractionBuilder rejected(
      HttpInteractionBuilder http, String apiKey, String code, String message) {
    return http.withRequest(request -> signedPost(request, PATH, apiKey).body("{}"))
        .willRespondWith(response -> failure(response, code, message));
  }

  private void assertRejected(String apiKey, String code, String message) {
    try (BinancePayClient client = clientWith(apiKey)) {
      assertThatThrownBy(client::queryScopes).satisfies(rejection(code, message));
    }
  }
}
