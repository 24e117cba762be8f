package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import au.com.dius.pact.consumer.ConsumerPactRunnerKt;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.dsl.HttpRequestBuilder;
import au.com.dius.pact.consumer.dsl.HttpResponseBuilder;
import au.com.dius.pact.consumer.dsl.LambdaDsl;
import au.com.dius.pact.consumer.dsl.Matchers;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.dsl.PactDslJsonRootValue;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.contract.pact.Interactions.Answer;
import io.github.binancepay.tsp.contract.pact.Interactions.Flaw;
import io.github.binancepay.tsp.contract.pact.Interactions.Interaction;
import io.github.binancepay.tsp.contract.pact.Interactions.Outcome;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the real client against Pact's mock provider, once for each interaction, and writes the pact
 * file of those that the client got right.
 */
class ConsumerPactTest {
  private static final String PATH = "/binancepay/openapi/service/provider/create";
  private static final Path PACT_FILE =
      Path.of("target/pacts/binance-pay-tsp-client-binance-pay.json");

  @BeforeAll
  static void startWithAnEmptyPactFile() throws IOException {
    // Interactions are merged into the file one by one; one that was renamed must not stay behind.
    Files.deleteIfExists(PACT_FILE);
  }

  static List<Interaction> interactions() {
    return Interactions.all();
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void makesOfTheAnswerWhatItShould(Interaction interaction) {
    PactVerificationResult result =
        ConsumerPactRunnerKt.runConsumerTest(
            pact(interaction),
            MockProviderConfig.createDefault("127.0.0.1", PactSpecVersion.V4),
            (mockServer, context) -> {
              check(interaction, client(interaction, mockServer.getUrl()));
              return null;
            });

    assertThat(result)
        .describedAs(result.getDescription())
        .isInstanceOf(PactVerificationResult.Ok.class);
  }

  private static BinancePayClient client(Interaction interaction, String baseUrl) {
    String secretKey =
        interaction.flaw() == Flaw.WRONG_SECRET_KEY
            ? "another-secret-key"
            : Interactions.SECRET_KEY;
    Clock clock = Clock.systemUTC();
    return BinancePayClient.builder()
        .baseUrl(baseUrl)
        .credentials(ApiCredentials.of(interaction.apiKey(), secretKey))
        .clock(
            interaction.flaw() == Flaw.STALE_TIMESTAMP
                ? Clock.offset(clock, Duration.ofHours(-1))
                : clock)
        .build();
  }

  private static void check(Interaction interaction, BinancePayClient client) {
    CreateAuthorizationRequest request =
        new CreateAuthorizationRequest()
            .merchantId(interaction.merchantId())
            .scopes(List.of("CONVERT", "CHECKOUT"))
            .ipWhitelist(List.of("192.168.1.1", "192.168.1.2"));
    Outcome outcome = interaction.outcome();
    if (outcome.exception().isEmpty()) {
      assertThat(client.createAuthorization(request)).isEqualTo(expectedAuthorization());
    } else {
      assertThatThrownBy(() -> client.createAuthorization(request))
          .isExactlyInstanceOf(outcome.exception().get())
          .hasMessage(outcome.message());
    }
  }

  private static Authorization expectedAuthorization() {
    return new Authorization()
        .authorizationId("authId1")
        .merchantName("Merchant One")
        .authorizationToken("token1")
        .merchantId("merchant1")
        .status("PENDING")
        .redirectUrl(
            "https://merchant.binance.com/en/dashboard/review-authorization?authId=authId1")
        .scopes(List.of("CONVERT", "CONVERT"))
        .ipWhitelist(List.of("192.168.1.1", "192.168.1.1"));
  }

  private static V4Pact pact(Interaction interaction) {
    PactBuilder builder =
        new PactBuilder("binance-pay-tsp-client", "binance-pay", PactSpecVersion.V4);
    interaction.state().ifPresent(builder::given);
    return builder
        .expectsToReceiveHttpInteraction(
            interaction.description(),
            http ->
                http.withRequest(request -> describe(interaction, request))
                    .willRespondWith(response -> describe(interaction.answer(), response)))
        .toPact();
  }

  // The examples are fixed, so that the file is the same at every run; the regexes are anchored,
  // since Pact for other
  // languages matches anywhere.
  private static HttpRequestBuilder describe(Interaction interaction, HttpRequestBuilder request) {
    boolean stale = interaction.flaw() == Flaw.STALE_TIMESTAMP;
    return request
        .method("POST")
        .path(PATH)
        .header("Content-Type", "application/json")
        .header(
            "BinancePay-Timestamp",
            Matchers.regexp("^[0-9]{13}$", stale ? "1761951600000" : "1761955200000"))
        .header(
            "BinancePay-Nonce",
            Matchers.regexp("^[A-Za-z]{32}$", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy"))
        .header("BinancePay-Certificate-SN", Matchers.regexp("^[ -~]+$", interaction.apiKey()))
        .header(
            "BinancePay-Signature",
            Matchers.regexp("^[0-9A-F]{128}$", "0123456789ABCDEF".repeat(8)))
        .body(
            LambdaDsl.newJsonBody(
                    body ->
                        body.stringValue("merchantId", interaction.merchantId())
                            .minArrayLike(
                                "scopes", 1, PactDslJsonRootValue.stringType("CONVERT"), 1)
                            .minArrayLike(
                                "ipWhitelist",
                                1,
                                PactDslJsonRootValue.stringType("192.168.1.1"),
                                1))
                .build());
  }

  private static HttpResponseBuilder describe(Answer answer, HttpResponseBuilder response) {
    if (answer.statuses().size() == 1) {
      response.status(answer.statuses().get(0));
    } else {
      response.statusCodes(answer.statuses());
    }
    if (answer.json().isEmpty()) {
      return response.header("Content-Type", Matchers.regexp("^text/html(;.*)?$", "text/html"));
    }
    return response
        .header("Content-Type", Matchers.regexp("^application/json(;.*)?$", "application/json"))
        .body(LambdaDsl.newJsonBody(answer.json().get()).build());
  }
}
