package io.github.binancepay.tsp.contract.pact;

import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.MalformedResponseException;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Rejections. A wrong signature is checked with every operation; what does not depend on the
 * operation is checked once. Merchant ids of the sandbox trigger responses that are not on the
 * provider's reference page.
 */
@PactTestFor(providerName = ConsumerPact.PROVIDER, pactVersion = PactSpecVersion.V4)
class RejectionsPactTest extends ConsumerPact {
  private static final String UNKNOWN_KEY = "no-such-api-key";
  private static final String MALFORMED_KEY = "not an API key!";

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact wrongSignature(PactBuilder builder) {
    String query = QueryAuthorizationsPactTest.body(1);
    wrongSignature(builder, "createAuthorization", CreateAuthorizationPactTest.call("merchant1"));
    wrongSignature(
        builder, "queryAuthorizations", signedPost(QueryAuthorizationsPactTest.PATH, query));
    wrongSignature(builder, "queryScopes", signedPost(EmptyRequestPactTest.SCOPES, "{}"));
    wrongSignature(
        builder, "queryCertificates", signedPost(EmptyRequestPactTest.CERTIFICATES, "{}"));
    return builder.toPact();
  }

  private static void wrongSignature(
      PactBuilder builder, String operation, UnaryOperator<HttpRequestBuilder> request) {
    interaction(
        builder,
        SECRET_KEY_CHANGED,
        operation + " signed with the old secret key",
        request,
        failure("400002", "Incorrect signature result"));
  }

  @Test
  @PactTestFor(pactMethod = "wrongSignature")
  void everyOperationReportsWrongSignature() {
    String message = "Incorrect signature result";
    assertRejected(
        () -> client.createAuthorization(CreateAuthorizationPactTest.request("merchant1")),
        "400002",
        message);
    assertRejected(
        () ->
            client.queryAuthorizations(
                QueryAuthorizationsPactTest.request(1).merchantId("merchant1")),
        "400002",
        message);
    assertRejected(client::queryScopes, "400002", message);
    assertRejected(client::queryCertificates, "400002", message);
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact staleTimestamp(PactBuilder builder) {
    return rejectedHeader(
            builder,
            VerifiedProvider.CLOCK_AHEAD,
            "queryScopes with a stale timestamp",
            API_KEY,
            failure("400003", "Outside of the time window."))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "staleTimestamp")
  void reportsStaleTimestamp() {
    assertRejected(client::queryScopes, "400003", "Outside of the time window.");
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact invalidApiKey(PactBuilder builder) {
    rejectedHeader(
        builder,
        "",
        "queryScopes with an unknown API key",
        UNKNOWN_KEY,
        failure("400004", "API identity key not found or invalid."));
    rejectedHeader(
        builder,
        "",
        "queryScopes with a malformed API key",
        MALFORMED_KEY,
        failure("400005", "API identity key format invalid."));
    return builder.toPact();
  }

  @Test
  @PactTestFor(pactMethod = "invalidApiKey")
  void reportsInvalidApiKey() {
    try (BinancePayClient unknown = clientWith(UNKNOWN_KEY);
        BinancePayClient malformed = clientWith(MALFORMED_KEY)) {
      assertRejected(unknown::queryScopes, "400004", "API identity key not found or invalid.");
      assertRejected(malformed::queryScopes, "400005", "API identity key format invalid.");
    }
  }

  private static PactBuilder rejectedHeader(
      PactBuilder builder,
      String state,
      String description,
      String apiKey,
      UnaryOperator<HttpResponseBuilder> response) {
    return interaction(
        builder,
        state,
        description,
        signedPost(EmptyRequestPactTest.SCOPES, "{}", apiKey),
        response);
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact undocumented(PactBuilder builder) {
    triggered(
        builder,
        "sandbox-499999",
        "with an undocumented code",
        failure("499999", "This code is not documented."));
    triggered(
        builder,
        "sandbox-fail-with-200",
        "with HTTP 200",
        response -> failure("400000", "An unknown error occurred.").apply(response).status(200));
    triggered(
        builder,
        "sandbox-msg",
        "without a status",
        json(
            FAILURE_STATUSES.stream().filter(status -> status != 200).toList(),
            envelope ->
                envelope
                    .stringValue("code", "400002")
                    .stringType("msg", "Signature is not valid.")));
    triggered(
        builder,
        "sandbox-error",
        "with a system error",
        json(
            FAILURE_STATUSES,
            envelope ->
                envelope
                    .stringValue("status", "ERROR")
                    .stringType("type", "SYS")
                    .stringValue("code", "100001001")
                    .stringType("errorData", "System abnormality")));
    triggered(
        builder,
        "sandbox-html",
        "with an HTML page",
        response ->
            response.status(403).header("Content-Type", regexp("^text/html(;.*)?$", "text/html")));
    return builder.toPact();
  }

  @Test
  @PactTestFor(pactMethod = "undocumented")
  void reportsUndocumentedResponse() {
    assertRejected(create("sandbox-499999"), "499999", "This code is not documented.");
    assertRejected(create("sandbox-fail-with-200"), "400000", "An unknown error occurred.");
    assertRejected(create("sandbox-msg"), "400002", "Signature is not valid.");
    assertRejected(create("sandbox-error"), "100001001", "System abnormality");
    assertThatThrownBy(create("sandbox-html"))
        .isInstanceOf(MalformedResponseException.class)
        .extracting("httpStatus")
        .isEqualTo(403);
  }

  private ThrowingCallable create(String merchantId) {
    return () -> client.createAuthorization(CreateAuthorizationPactTest.request(merchantId));
  }

  private static void triggered(
      PactBuilder builder,
      String merchantId,
      String failure,
      UnaryOperator<HttpResponseBuilder> response) {
    interaction(
        builder,
        "the merchant ids that trigger a response are switched on",
        "createAuthorization that fails " + failure,
        CreateAuthorizationPactTest.call(merchantId),
        response);
  }

  private static void assertRejected(ThrowingCallable call, String code, String message) {
    assertThatThrownBy(call).satisfies(rejection(code, message));
  }
}
