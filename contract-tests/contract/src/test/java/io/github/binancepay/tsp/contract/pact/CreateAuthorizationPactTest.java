package io.github.binancepay.tsp.contract.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

@PactTestFor(providerName = ConsumerPact.PROVIDER, pactVersion = PactSpecVersion.V4)
class CreateAuthorizationPactTest extends ConsumerPact {
  static final String PATH = "/binancepay/openapi/service/provider/create";

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact knownMerchant(PactBuilder builder) {
    return interaction(
            builder,
            "merchant merchant1 is known",
            "createAuthorization for a known merchant",
            request -> signedPost(request, PATH).body(body("merchant1")),
            response ->
                success(
                    response,
                    envelope ->
                        envelope.object(
                            "data",
                            data -> {
                              data.stringType("authorizationId", "authId1");
                              data.stringType("merchantName", "Merchant One");
                              data.stringType("authorizationToken", "token1");
                              data.stringType("merchantId", "merchant1");
                              data.stringType("status", "PENDING");
                              data.stringMatcher(
                                  "redirectUrl",
                                  "^https?://.+$",
                                  "https://merchant.binance.com/review");
                              strings(data, "scopes", "CONVERT");
                              strings(data, "ipWhitelist", "192.168.1.1");
                            })))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "knownMerchant")
  void readsTheNewAuthorization() {
    assertThat(client.createAuthorization(request("merchant1")))
        .isEqualTo(
            new Authorization()
                .authorizationId("authId1")
                .merchantName("Merchant One")
                .authorizationToken("token1")
                .merchantId("merchant1")
                .status("PENDING")
                .redirectUrl("https://merchant.binance.com/review")
                .scopes(List.of("CONVERT"))
                .ipWhitelist(List.of("192.168.1.1")));
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact unknownMerchant(PactBuilder builder) {
    return interaction(
            builder,
            "merchant no-such-merchant is not known",
            "createAuthorization for an unknown merchant",
            request -> signedPost(request, PATH).body(body("no-such-merchant")),
            response -> failure(response, "406210", "Invalid merchant id"))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "unknownMerchant")
  void reportsAnUnknownMerchant() {
    assertThatThrownBy(() -> client.createAuthorization(request("no-such-merchant")))
        .satisfies(rejection("406210", "Invalid merchant id"));
  }

  /** The request as JSON, each field compared by value. */
  static DslPart body(String merchantId) {
    return newJsonBody(
            request ->
                request
                    .stringValue("merchantId", merchantId)
                    .array("scopes", list -> list.stringValue("CONVERT").stringValue("CHECKOUT"))
                    .array("ipWhitelist", list -> list.stringValue("192.168.1.1")))
        .build();
  }

  static CreateAuthorizationRequest request(String merchantId) {
    return new CreateAuthorizationRequest()
        .merchantId(merchantId)
        .scopes(List.of("CONVERT", "CHECKOUT"))
        .ipWhitelist(List.of("192.168.1.1"));
  }
}
