package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.ConsumerPactRunnerKt;
import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.consumer.model.MockServerImplementation;
import au.com.dius.pact.core.model.Consumer;
import au.com.dius.pact.core.model.ContentType;
import au.com.dius.pact.core.model.HttpRequest;
import au.com.dius.pact.core.model.HttpResponse;
import au.com.dius.pact.core.model.OptionalBody;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.Provider;
import au.com.dius.pact.core.model.ProviderState;
import au.com.dius.pact.core.model.V4Interaction;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.matchingrules.HttpStatus;
import au.com.dius.pact.core.model.matchingrules.MatchingRuleCategory;
import au.com.dius.pact.core.model.matchingrules.MinTypeMatcher;
import au.com.dius.pact.core.model.matchingrules.RegexMatcher;
import au.com.dius.pact.core.model.matchingrules.StatusCodeMatcher;
import au.com.dius.pact.core.model.matchingrules.TypeMatcher;
import au.com.dius.pact.core.model.v4.MessageContents;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.contract.pact.Interactions.Interaction;
import io.github.binancepay.tsp.contract.pact.Interactions.Response;
import io.github.binancepay.tsp.contract.pact.Notifications.Notification;
import io.github.binancepay.tsp.webhook.AuthorizationEvent;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the real client against Pact's mock provider, once for each interaction, and writes the pact
 * file of those that the client got right.
 *
 * <p>The mock provider compares no more than the shape of a signature. That it is right is seen
 * where the client talks to the sandbox, as in {@code LanguageScenariosTest}.
 */
class ConsumerPactTest {
  // The fields of an envelope that decide, and so are compared by value.
  private static final Set<String> DECISIVE = Set.of("status", "code");

  private static final Notifications.Signer SIGNER = new Notifications.Signer();
  private static final long TIMESTAMP = 1761955200000L;

  @BeforeAll
  static void startWithAnEmptyPactFile() throws IOException {
    // Interactions are merged into the file one by one; one that was renamed must not stay behind.
    Files.deleteIfExists(PactFile.PATH);
  }

  static List<Interaction> interactions() {
    return Interactions.all();
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void theClientUnderstandsTheResponse(Interaction interaction) {
    PactVerificationResult result =
        ConsumerPactRunnerKt.runConsumerTest(
            pact(interaction),
            new MockProviderConfig(
                "127.0.0.1",
                0,
                PactSpecVersion.V4,
                "http",
                MockServerImplementation.JavaHttpServer),
            (mockServer, context) -> {
              callAndCheck(interaction, mockServer.getUrl());
              return null;
            });

    assertThat(result)
        .describedAs(result.getDescription())
        .isInstanceOf(PactVerificationResult.Ok.class);
  }

  static List<Notification> notifications() {
    return Notifications.all();
  }

  @ParameterizedTest
  @MethodSource("notifications")
  void theReceiverVerifiesAndReadsTheNotification(Notification notification) {
    String body = notification.body();
    Map<String, String> headers = SIGNER.headers(body, TIMESTAMP);
    WebhookVerifier verifier =
        WebhookVerifier.builder()
            .certificates(CertificateSource.of(SIGNER.publicKey()))
            .clock(Clock.fixed(Instant.ofEpochMilli(TIMESTAMP), ZoneOffset.UTC))
            .build();

    AuthorizationEvent event =
        verifier.verify(headers::get, body.getBytes(UTF_8)).authorization().orElseThrow();

    assertThat(event.knownType()).contains(notification.event());
    assertThat(event.authorizationId()).isEqualTo("210462863998500864");
    assertThat(event.merchantId()).isEqualTo(Notifications.MERCHANT_ID);
    assertThat(event.authorizationToken()).isEqualTo("token1");
    message(notification).write(PactFile.PATH.getParent().toString(), PactSpecVersion.V4).unwrap();
  }

  @Test
  void aResponseThatTheClientDoesNotUnderstandIsNoticed() {
    Interaction success = Interactions.all().get(0);
    String withoutData = "{\"status\": \"SUCCESS\", \"code\": \"000000\", \"data\": {}}";
    Response response = new Response(List.of(200), Optional.of(withoutData));

    assertThatThrownBy(() -> theClientUnderstandsTheResponse(success.with(response)))
        .hasMessageContaining("is missing");
  }

  private static void callAndCheck(Interaction interaction, String baseUrl) {
    Response response = interaction.response();
    try (BinancePayClient client = client(interaction, baseUrl)) {
      if (response.json().isEmpty()) {
        MalformedResponseException thrown =
            catchThrowableOfType(MalformedResponseException.class, () -> call(interaction, client));
        assertThat(thrown.httpStatus()).isEqualTo(response.statuses().get(0));
        return;
      }
      JsonObject envelope = response.envelope();
      if (envelope.has("data")) {
        assertThat(call(interaction, client)).isEqualTo(envelope.get("data"));
        return;
      }
      ApiException thrown =
          catchThrowableOfType(ApiException.class, () -> call(interaction, client));
      assertThat(thrown.code()).isEqualTo(envelope.get("code").getAsString());
      assertThat(thrown.httpStatus()).isEqualTo(response.statuses().get(0));
      envelope.keySet().removeAll(Set.of("status", "code", "type"));
      assertThat(envelope.asMap().values())
          .extracting(JsonElement::getAsString)
          .containsExactly(thrown.providerMessage().orElseThrow());
    }
  }

  private static V4Pact message(Notification notification) {
    MessageContents contents =
        new MessageContents(
            OptionalBody.body(notification.body(), ContentType.getJSON()),
            new TreeMap<>(
                Map.of(
                    "contentType",
                    "application/json",
                    Notifications.CERT_SERIAL,
                    "0123456789ABCDEF0123456789ABCDEF",
                    Notifications.TIMESTAMP,
                    Long.toString(TIMESTAMP),
                    Notifications.NONCE,
                    "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy",
                    Notifications.SIGNATURE,
                    "AAAA".repeat(85) + "AA==")));
    MatchingRuleCategory metadata = contents.getMatchingRules().addCategory("metadata");
    Notifications.HEADER_FORMATS.forEach(
        (name, format) -> metadata.setRule(name, new RegexMatcher(format)));
    MatchingRuleCategory body = contents.getMatchingRules().addCategory("body");
    for (String field : List.of("data", "bizId", "bizIdStr")) {
      body.setRule("$." + field, TypeMatcher.INSTANCE);
    }
    return pact(
        new V4Interaction.AsynchronousMessage(
            notification.description(),
            List.of(new ProviderState(notification.state())),
            contents));
  }

  private static JsonElement call(Interaction interaction, BinancePayClient client) {
    return interaction.operation().call(client, interaction.request());
  }

  private static BinancePayClient client(Interaction interaction, String baseUrl) {
    return BinancePayClient.builder()
        .baseUrl(baseUrl)
        .credentials(ApiCredentials.of(interaction.apiKey(), Interactions.SECRET_KEY))
        .build();
  }

  private static V4Pact pact(Interaction interaction) {
    return pact(
        new V4Interaction.SynchronousHttp(
            interaction.description(),
            interaction.state().map(ProviderState::new).stream().toList(),
            request(interaction),
            response(interaction.response())));
  }

  private static V4Pact pact(V4Interaction interaction) {
    return new V4Pact(
        new Consumer("binance-pay-tsp-client"), new Provider("binance-pay"), List.of(interaction));
  }

  // The examples are fixed, so that the file is the same at every run; the regexes are anchored,
  // since Pact for other languages matches anywhere. What has no rule is compared by value.
  private static HttpRequest request(Interaction interaction) {
    HttpRequest request =
        new HttpRequest(
            "POST",
            interaction.operation().path(),
            Map.of(),
            new TreeMap<>(
                Map.of(
                    "Content-Type", List.of("application/json"),
                    "BinancePay-Timestamp", List.of("1761955200000"),
                    "BinancePay-Nonce", List.of("QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy"),
                    "BinancePay-Certificate-SN", List.of(interaction.apiKey()),
                    "BinancePay-Signature", List.of("0123456789ABCDEF".repeat(8)))),
            OptionalBody.body(interaction.request(), ContentType.getJSON()));
    MatchingRuleCategory headers = request.getMatchingRules().addCategory("header");
    headers.setRule("BinancePay-Timestamp", new RegexMatcher("^[0-9]{13}$"));
    headers.setRule("BinancePay-Nonce", new RegexMatcher("^[0-9A-Za-z]{32}$"));
    headers.setRule("BinancePay-Signature", new RegexMatcher("^[0-9A-F]{128}$"));
    return request;
  }

  private static HttpResponse response(Response expected) {
    String mediaType = expected.json().isPresent() ? "application/json" : "text/html";
    HttpResponse response =
        new HttpResponse(
            expected.statuses().get(0),
            Map.of("Content-Type", List.of(mediaType)),
            expected
                .json()
                .map(json -> OptionalBody.body(json, ContentType.getJSON()))
                .orElse(OptionalBody.missing()));
    if (expected.statuses().size() > 1) {
      response
          .getMatchingRules()
          .addCategory("status")
          .setRule(new StatusCodeMatcher(HttpStatus.StatusCodes, expected.statuses()));
    }
    response
        .getMatchingRules()
        .addCategory("header")
        .setRule("Content-Type", new RegexMatcher("^" + mediaType + "(;.*)?$"));
    if (expected.json().isPresent()) {
      JsonObject compared = expected.envelope();
      compared.keySet().removeAll(DECISIVE);
      compareByType(response.getMatchingRules().addCategory("body"), "$", compared);
    }
    return response;
  }

  private static void compareByType(MatchingRuleCategory body, String path, JsonElement value) {
    if (value.isJsonObject()) {
      value
          .getAsJsonObject()
          .asMap()
          .forEach((name, member) -> compareByType(body, path + "." + name, member));
    } else if (value.isJsonArray() && !value.getAsJsonArray().isEmpty()) {
      body.setRule(path, new MinTypeMatcher(1));
      value.getAsJsonArray().forEach(element -> compareByType(body, path + "[*]", element));
    } else if (value.isJsonPrimitive() && value.getAsString().startsWith("https://")) {
      body.setRule(path, new RegexMatcher("^https?://.+$"));
    } else if (value.isJsonPrimitive()) {
      body.setRule(path, TypeMatcher.INSTANCE);
    }
  }
}
