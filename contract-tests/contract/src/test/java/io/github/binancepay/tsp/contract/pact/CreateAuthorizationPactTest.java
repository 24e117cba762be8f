package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;
import java.util.function.UnaryOperator;
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
            call("merchant1"),
            success(
                envelope ->
                    envelope.object(
                        "data",
                        data -> {
                          authorization(data);
                          data.stringMatcher(
                              "redirectUrl",
                              "^https?://.+$",
                              "https://merchant.binance.com/review");
                        })))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "knownMerchant")
  void readsNewAuthorization() {
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
            call("no-such-merchant"),
            failure("406210", "Invalid merchant id"))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "unknownMerchant")
  void reportsUnknownMerchant() {
    assertThatThrownBy(() -> client.createAuthorization(request("no-such-merchant")))
        .satisfies(rejection("406210", "Invalid merchant id"));
  }

  /** The request, each field compared by value. */
  static UnaryOperator<HttpRequestBuilder> call(String merchantId) {
    return signedPost(
        PATH,
        """
        {"merchantId":"%s","scopes":["CONVERT","CHECKOUT"],"ipWhitelist":["192.168.1.1"]}
        """
            .formatted(merchantId));
  }

  static CreateAuthorizationRequest request(String merchantId) {
    return new CreateAuthorizationRequest()
        .merchantId(merchantId)
        .scopes(List.of("CONVERT", "CHECKOUT"))
        .ipWhitelist(List.of("192.168.1.1"));
  }
}
