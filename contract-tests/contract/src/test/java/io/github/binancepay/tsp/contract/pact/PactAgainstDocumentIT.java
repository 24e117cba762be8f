package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.binancepay.tsp.contract.pact.PactFile.Recorded;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates every interaction of the pact file against the OpenAPI document. */
class PactAgainstDocumentIT {
  private static final OpenApiInteractionValidator DOCUMENT =
      OpenApiInteractionValidator.createForInlineApiSpecification(document()).build();

  static List<Recorded> interactions() {
    return PactFile.interactions();
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void everyInteractionKeepsToTheDocument(Recorded interaction) {
    assertThat(problems(interaction)).isEmpty();
  }

  // So that none can be left out of the validation.
  @ParameterizedTest
  @MethodSource("interactions")
  void aDefectInTheResponseOfAnyInteractionIsCaught(Recorded interaction) {
    if (interaction.hasJson()) {
      interaction.envelope().addProperty("code", 400000);
    } else {
      interaction.response().getAsJsonObject("headers").add("Content-Type", list("text/plain"));
    }

    assertThat(problems(interaction)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void aDefectInTheRequestOfAnyInteractionIsCaught(Recorded interaction) {
    headers(interaction).remove("BinancePay-Signature");

    assertThat(problems(interaction)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aRedirectAmongTheStatusesOfAFailureIsCaught(Recorded interaction) {
    statuses(interaction).add(302);

    assertThat(problems(interaction))
        .anySatisfy(problem -> assertThat(problem).contains("Response status 302 not defined"));
  }

  static Stream<Recorded> failures() {
    return interactions().stream().filter(interaction -> statusRule(interaction) != null);
  }

  /**
   * A defect that an interaction might have.
   *
   * @param reported part of what the validation says of it
   */
  record Defect(String name, Consumer<Recorded> damage, String reported) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsNamed(Defect defect) {
    Recorded created = interactions().stream().filter(this::hasData).findFirst().orElseThrow();
    defect.damage().accept(created);

    assertThat(problems(created))
        .anySatisfy(problem -> assertThat(problem).contains(defect.reported()));
  }

  static Stream<Defect> defects() {
    return Stream.of(
        new Defect(
            "a request field is renamed",
            interaction -> rename(requestBody(interaction), "merchantId", "merchantID"),
            "merchantId"),
        new Defect(
            "a response field is renamed",
            interaction -> rename(data(interaction), "redirectUrl", "redirectURL"),
            "redirectUrl"),
        new Defect(
            "a request field is of a wrong type",
            interaction -> requestBody(interaction).addProperty("ipWhitelist", "192.168.1.1"),
            "ipWhitelist"),
        new Defect(
            "a response field is of a wrong type",
            interaction -> data(interaction).addProperty("merchantId", 1),
            "merchantId"),
        new Defect(
            "a list is empty",
            interaction -> requestBody(interaction).add("scopes", new JsonArray()),
            "scopes"),
        new Defect(
            "the path is another",
            interaction ->
                interaction.request().addProperty("path", "/binancepay/openapi/provider/create"),
            "No API path found"),
        new Defect(
            "the method is another",
            interaction -> interaction.request().addProperty("method", "PUT"),
            "PUT operation not allowed"),
        new Defect(
            "the request's media type is another",
            interaction -> headers(interaction).add("Content-Type", list("text/plain")),
            "text/plain"),
        new Defect(
            "the nonce header is named otherwise",
            interaction -> rename(headers(interaction), "BinancePay-Nonce", "BinancePay-Nonse"),
            "requires security parameters"),
        new Defect(
            "the code is malformed",
            interaction -> interaction.envelope().addProperty("code", "4000O3"),
            "4000O3"),
        new Defect(
            "the error message is longer than 256 characters",
            interaction -> interaction.envelope().addProperty("errorMessage", "x".repeat(257)),
            "errorMessage"));
  }

  /** What is wrong with the request, or with the response under any of its statuses. */
  private static List<String> problems(Recorded interaction) {
    JsonObject request = interaction.request();
    SimpleRequest.Builder sent =
        new SimpleRequest.Builder(
            request.get("method").getAsString(), request.get("path").getAsString());
    eachHeader(request, sent::withHeader);
    sent.withBody(requestBody(interaction).toString());
    return statuses(interaction).asList().stream()
        .map(status -> response(interaction, status.getAsInt()))
        .flatMap(response -> DOCUMENT.validate(sent.build(), response).getMessages().stream())
        .map(message -> message.getKey() + ": " + message.getMessage())
        .toList();
  }

  private static SimpleResponse response(Recorded interaction, int status) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
    eachHeader(interaction.response(), response::withHeader);
    // Without a body, the contract fixes no word of the page.
    return response
        .withBody(interaction.hasJson() ? interaction.envelope().toString() : "<html></html>")
        .build();
  }

  /** Every status that the interaction allows. */
  private static JsonArray statuses(Recorded interaction) {
    JsonObject rule = statusRule(interaction);
    if (rule != null) {
      return rule.getAsJsonArray("matchers").get(0).getAsJsonObject().getAsJsonArray("status");
    }
    JsonArray only = new JsonArray();
    only.add(interaction.response().get("status"));
    return only;
  }

  private static JsonObject statusRule(Recorded interaction) {
    return interaction.response().getAsJsonObject("matchingRules").getAsJsonObject("status");
  }

  private boolean hasData(Recorded interaction) {
    return interaction.hasJson() && interaction.envelope().has("data");
  }

  /** Takes a header. */
  private interface HeaderSink {
    Object with(String name, String value);
  }

  private static void eachHeader(JsonObject part, HeaderSink sink) {
    part.getAsJsonObject("headers")
        .asMap()
        .forEach(
            (name, values) -> {
              for (JsonElement value : values.getAsJsonArray()) {
                Object unused = sink.with(name, value.getAsString());
              }
            });
  }

  private static JsonObject headers(Recorded interaction) {
    return interaction.request().getAsJsonObject("headers");
  }

  private static JsonObject requestBody(Recorded interaction) {
    return interaction.request().getAsJsonObject("body").getAsJsonObject("content");
  }

  private static JsonObject data(Recorded interaction) {
    return interaction.envelope().getAsJsonObject("data");
  }

  private static void rename(JsonObject object, String from, String to) {
    object.add(to, object.remove(from));
  }

  private static JsonArray list(String value) {
    JsonArray list = new JsonArray();
    list.add(new JsonPrimitive(value));
    return list;
  }

  private static String document() {
    try (InputStream in = PactAgainstDocumentIT.class.getResourceAsStream("/binance-pay.yaml")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The OpenAPI document cannot be read", e);
    }
  }
}
