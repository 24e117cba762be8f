package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.model.AuthorizationPage;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.QueryAuthorizationsRequest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@PactTestFor(providerName = ConsumerPact.PROVIDER, pactVersion = PactSpecVersion.V4)
class QueryAuthorizationsPactTest extends ConsumerPact {
  static final String PATH = "/binancepay/openapi/service/provider/record";
  private static final AuthorizationRecord RECORD =
      new AuthorizationRecord()
          .authorizationId("authId1")
          .merchantName("Merchant One")
          .authorizationToken("token1")
          .merchantId("merchant1")
          .status("PENDING")
          .scopes(List.of("CONVERT"))
          .ipWhitelist(List.of("192.168.1.1"));

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact ofOneMerchant(PactBuilder builder) {
    return page(
        builder,
        "merchant merchant1 has an authorization",
        "queryAuthorizations of one merchant",
        body(1),
        envelope -> page(envelope, 1));
  }

  @Test
  @PactTestFor(pactMethod = "ofOneMerchant")
  void readsAuthorizationsOfOneMerchant() {
    assertRead(request(1).merchantId("merchant1"), 1, RECORD);
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact ofAllMerchants(PactBuilder builder) {
    return page(
        builder,
        "merchant merchant1 has an authorization",
        "queryAuthorizations of all merchants",
        "{\"page\":1,\"rows\":10}",
        envelope -> page(envelope, 1));
  }

  @Test
  @PactTestFor(pactMethod = "ofAllMerchants")
  void readsAuthorizationsOfAllMerchants() {
    assertRead(request(1), 1, RECORD);
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact secondPage(PactBuilder builder) {
    return page(
        builder,
        "merchant merchant1 has 11 authorizations",
        "queryAuthorizations for the second page",
        body(2),
        envelope -> page(envelope, 11));
  }

  @Test
  @PactTestFor(pactMethod = "secondPage")
  void readsSecondPage() {
    assertRead(request(2).merchantId("merchant1"), 11, RECORD);
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact emptyPage(PactBuilder builder) {
    return page(
        builder,
        "merchant merchant1 has no authorizations",
        "queryAuthorizations of a merchant without authorizations",
        body(1),
        envelope -> envelope.object("data", page -> page.integerType("total", 0).array("rows")));
  }

  @Test
  @PactTestFor(pactMethod = "emptyPage")
  void readsEmptyPage() {
    assertRead(request(1).merchantId("merchant1"), 0);
  }

  private void assertRead(
      QueryAuthorizationsRequest request, long total, AuthorizationRecord... rows) {
    assertThat(client.queryAuthorizations(request))
        .isEqualTo(new AuthorizationPage().total(total).rows(List.of(rows)));
  }

  private static V4Pact page(
      PactBuilder builder,
      String state,
      String description,
      String request,
      Consumer<LambdaDslObject> addData) {
    return interaction(builder, state, description, signedPost(PATH, request), success(addData))
        .toPact();
  }

  /** A page with one record or more. */
  private static void page(LambdaDslObject envelope, int total) {
    envelope.object(
        "data",
        page -> {
          page.integerType("total", total);
          page.minArrayLike("rows", 1, ConsumerPact::authorization);
        });
  }

  static String body(int page) {
    return "{\"page\":%d,\"rows\":10,\"merchantId\":\"merchant1\"}".formatted(page);
  }

  static QueryAuthorizationsRequest request(int page) {
    return new QueryAuthorizationsRequest().page(page).rows(10);
  }
}
