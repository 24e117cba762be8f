package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactConsumerTestExt;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.model.AllowedScopes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PactConsumerTestExt.class)
@PactTestFor(providerName = ConsumerPact.PROVIDER, pactVersion = PactSpecVersion.V4)
class QueryScopesPactTest extends ConsumerPact {
  private static final String PATH = "/binancepay/openapi/service/provider/config/query";

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact allowedScopes(PactBuilder builder) {
    return builder
        .expectsToReceiveHttpInteraction(
            "queryScopes",
            http ->
                http.withRequest(request -> signedPost(request, PATH).body("{}"))
                    .willRespondWith(
                        response ->
                            success(
                                response,
                                envelope ->
                                    envelope.object(
                                        "data", data -> strings(data, "allowScopes", "CONVERT")))))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "allowedScopes")
  void readsTheAllowedScopes() {
    assertThat(client.queryScopes()).isEqualTo(new AllowedScopes().allowScopes(List.of("CONVERT")));
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact wrongSignature(PactBuilder builder) {
    return builder
        .given(SECRET_KEY_CHANGED)
        .expectsToReceiveHttpInteraction(
            "queryScopes signed with the old secret key",
            http ->
                http.withRequest(request -> signedPost(request, PATH).body("{}"))
                    .willRespondWith(
                        response -> failure(response, "400002", "Incorrect signature result")))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "wrongSignature")
  void reportsAWrongSignature() {
    assertThatThrownBy(client::queryScopes)
        .satisfies(rejection("400002", "Incorrect signature result"));
  }
}
