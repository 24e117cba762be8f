package io.github.binancepay.tsp.contract.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit5.PactConsumerTestExt;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.binancepay.tsp.MalformedResponseException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Responses that are not on the provider's reference page. They are checked once, with {@code
 * createAuthorization}; merchant ids of the sandbox trigger them.
 */
@ExtendWith(PactConsumerTestExt.class)
@PactTestFor(providerName = ConsumerPact.PROVIDER, pactVersion = PactSpecVersion.V4)
class UndocumentedResponsesPactTest extends ConsumerPact {
  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact unknownCode(PactBuilder builder) {
    return triggered(
        builder,
        "sandbox-499999",
        "with an undocumented code",
        response -> failure(response, "499999", "This code is not documented."));
  }

  @Test
  @PactTestFor(pactMethod = "unknownCode")
  void reportsAnUnknownCode() {
    assertRejected("sandbox-499999", "499999", "This code is not documented.");
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact failureWithHttp200(PactBuilder builder) {
    return triggered(
        builder,
        "sandbox-fail-with-200",
        "with HTTP 200",
        response -> failure(response, "400000", "An unknown error occurred.").status(200));
  }

  @Test
  @PactTestFor(pactMethod = "failureWithHttp200")
  void reportsAFailureWithHttp200() {
    assertRejected("sandbox-fail-with-200", "400000", "An unknown error occurred.");
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact failureWithoutStatus(PactBuilder builder) {
    return triggered(
        builder,
        "sandbox-msg",
        "without a status",
        response ->
            json(response.statusCodes(
                    FAILURE_STATUSES.stream().filter(status -> status != 200).toList()))
                .body(
                    newJsonBody(
                            envelope ->
                                envelope
                                    .stringValue("code", "400002")
                                    .stringType("msg", "Signature is not valid."))
                        .build()));
  }

  @Test
  @PactTestFor(pactMethod = "failureWithoutStatus")
  void reportsAFailureWithoutStatus() {
    assertRejected("sandbox-msg", "400002", "Signature is not valid.");
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact systemError(PactBuilder builder) {
    return triggered(
        builder,
        "sandbox-error",
        "with a system error",
        response ->
            json(response.statusCodes(FAILURE_STATUSES))
                .body(
                    newJsonBody(
                            envelope ->
                                envelope
                                    .stringValue("status", "ERROR")
                                    .stringType("type", "SYS")
                                    .stringValue("code", "100001001")
                                    .stringType("errorData", "System abnormality"))
                        .build()));
  }

  @Test
  @PactTestFor(pactMethod = "systemError")
  void reportsASystemError() {
    assertRejected("sandbox-error", "100001001", "System abnormality");
  }

  @Pact(consumer = CONSUMER, provider = PROVIDER)
  V4Pact htmlPage(PactBuilder builder) {
    return triggered(
        builder,
        "sandbox-html",
        "with an HTML page",
        response ->
            response.status(403).header("Content-Type", regexp("^text/html(;.*)?$", "text/html")));
  }

  @Test
  @PactTestFor(pactMethod = "htmlPage")
  void reportsAnHtmlPage() {
    MalformedResponseException thrown =
        catchThrowableOfType(
            MalformedResponseException.class,
            () -> client.createAuthorization(CreateAuthorizationPactTest.request("sandbox-html")));

    assertThat(thrown.httpStatus()).isEqualTo(403);
  }

  private static V4Pact triggered(
      PactBuilder builder,
      String merchantId,
      String failure,
      UnaryOperator<HttpResponseBuilder> respond) {
    return builder
        .given("the merchant ids that trigger a response are switched on")
        .expectsToReceiveHttpInteraction(
            "createAuthorization that fails " + failure,
            http ->
                http.withRequest(
                        request ->
                            signedPost(request, CreateAuthorizationPactTest.PATH)
                                .body(CreateAuthorizationPactTest.body(merchantId)))
                    .willRespondWith(respond::apply))
        .toPact();
  }

  private void assertRejected(String merchantId, String code, String message) {
    assertThatThrownBy(
            () -> client.createAuthorization(CreateAuthorizationPactTest.request(merchantId)))
        .satisfies(rejection(code, message));
  }
}
