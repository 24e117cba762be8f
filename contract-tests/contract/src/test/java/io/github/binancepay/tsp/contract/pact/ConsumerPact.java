package io.github.binancepay.tsp.contract.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.MockServer;
import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.dsl.PactDslJsonRootValue;
import au.com.dius.pact.consumer.junit5.PactConsumerTestExt;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Base class of the consumer tests, with the parts that interactions share: the signed request, the
 * two envelopes, and the client under test.
 *
 * <p>Every example is fixed, so that the pact file is the same at every run. Regexes are anchored,
 * because other Pact implementations match a part of the value. A field without a matcher is
 * compared by value.
 */
@ExtendWith(PactConsumerTestExt.class)
abstract class ConsumerPact {
  static final String CONSUMER = "binance-pay-tsp-client";
  static final String PROVIDER = "binance-pay";

  static final String API_KEY = "sandbox-api-key";
  static final String SECRET_KEY = "sandbox-secret-key";

  /** State in which the provider rejects every signature of the consumer. */
  static final String SECRET_KEY_CHANGED = "the secret key of sandbox-api-key was changed";

  /** The HTTP statuses of a failure. The provider documents none; 200 requires a {@code status}. */
  static final List<Integer> FAILURE_STATUSES =
      List.of(400, 200, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503);

  /** The client under test, which calls the mock server. */
  BinancePayClient client;

  private String baseUrl;

  static UnaryOperator<HttpRequestBuilder> signedPost(String path, String body) {
    return signedPost(path, body, API_KEY);
  }

  /** A POST with the four headers. The mock server compares only the format of a signature. */
  static UnaryOperator<HttpRequestBuilder> signedPost(String path, String body, String apiKey) {
    return request ->
        request
            .method("POST")
            .path(path)
            .header("Content-Type", "application/json")
            .header("BinancePay-Timestamp", regexp("^[0-9]{13}$", "1761955200000"))
            .header(
                "BinancePay-Nonce", regexp("^[0-9A-Za-z]{32}$", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy"))
            .header("BinancePay-Certificate-SN", apiKey)
            .header("BinancePay-Signature", regexp("^[0-9A-F]{128}$", "0123456789ABCDEF".repeat(8)))
            .body(body);
  }

  /** HTTP 200 with an envelope that has {@code data}. */
  static UnaryOperator<HttpResponseBuilder> success(Consumer<LambdaDslObject> addData) {
    return json(
        List.of(200),
        envelope -> {
          envelope.stringValue("status", "SUCCESS").stringValue("code", "000000");
          addData.accept(envelope);
        });
  }

  /** The documented envelope of a failure, with any HTTP status. */
  static UnaryOperator<HttpResponseBuilder> failure(String code, String message) {
    return json(
        FAILURE_STATUSES,
        envelope ->
            envelope
                .stringValue("status", "FAIL")
                .stringValue("code", code)
                .stringType("errorMessage", message));
  }

  /** A JSON object with one of these HTTP statuses. */
  static UnaryOperator<HttpResponseBuilder> json(
      List<Integer> statuses, Consumer<LambdaDslObject> body) {
    return response ->
        (statuses.size() == 1 ? response.status(statuses.get(0)) : response.statusCodes(statuses))
            .header("Content-Type", regexp("^application/json(;.*)?$", "application/json"))
            .body(newJsonBody(body::accept).build());
  }

  /** Adds an interaction. An empty state is that of a new provider. */
  static PactBuilder interaction(
      PactBuilder builder,
      String state,
      String description,
      UnaryOperator<HttpRequestBuilder> request,
      UnaryOperator<HttpResponseBuilder> response) {
    return (state.isEmpty() ? builder : builder.given(state))
        .expectsToReceiveHttpInteraction(
            description, http -> http.withRequest(request::apply).willRespondWith(response::apply));
  }

  /** Adds the fields that a new authorization and a record have in common. */
  static void authorization(LambdaDslObject object) {
    object.stringType("authorizationId", "authId1");
    object.stringType("merchantName", "Merchant One");
    object.stringType("authorizationToken", "token1");
    object.stringType("merchantId", "merchant1");
    object.stringType("status", "PENDING");
    strings(object, "scopes", "CONVERT");
    strings(object, "ipWhitelist", "192.168.1.1");
  }

  /** Adds a list that has at least one string. */
  static void strings(LambdaDslObject object, String name, String example) {
    object.minArrayLike(name, 1, PactDslJsonRootValue.stringType(example), 1);
  }

  @BeforeEach
  void openClient(MockServer server) {
    baseUrl = server.getUrl();
    client = clientWith(API_KEY);
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  final BinancePayClient clientWith(String apiKey) {
    return BinancePayClient.builder()
        .baseUrl(baseUrl)
        .credentials(ApiCredentials.of(apiKey, SECRET_KEY))
        .build();
  }

  /** Asserts the result code and the message of a rejection. */
  static Consumer<Throwable> rejection(String code, String message) {
    return thrown -> {
      assertThat(thrown).isInstanceOf(ApiException.class);
      assertThat(((ApiException) thrown).code()).isEqualTo(code);
      assertThat(((ApiException) thrown).providerMessage()).contains(message);
    };
  }
}
