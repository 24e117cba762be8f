package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every interaction of the pact file against the OpenAPI document. */
class PactAgainstDocumentIT {
  private static final Path PACT_FILE =
      Path.of("target/pacts/binance-pay-tsp-client-binance-pay.json");
  private static final OpenApiInteractionValidator DOCUMENT =
      OpenApiInteractionValidator.createForInlineApiSpecification(document()).build();

  /**
   * A defect that an interaction might have.
   *
   * @param reported part of what the validation says of it
   */
  record Defect(String name, Consumer<JsonObject> damage, String reported) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void everyInteractionKeepsToTheDocument(Interaction interaction) {
    assertThat(problems(interaction.json())).isEmpty();
  }

  @Test
  void thePactFileHoldsEveryInteractionOnce() {
    assertThat(interactions().map(Interaction::toString))
        .containsExactlyInAnyOrderElementsOf(
            Interactions.all().stream().map(Interactions.Interaction::description).toList());
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectiveInteractionIsCaught(Defect defect) {
    JsonObject created =
        interactions()
            .filter(interaction -> interaction.status() == 200)
            .findFirst()
            .orElseThrow()
            .json();
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
            "a required request field is missing",
            interaction -> requestBody(interaction).remove("scopes"),
            "scopes"),
        new Defect(
            "a required response field is missing",
            interaction -> data(interaction).remove("authorizationToken"),
            "authorizationToken"),
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
                request(interaction).addProperty("path", "/binancepay/openapi/provider/create"),
            "No API path found"),
        new Defect(
            "the method is another",
            interaction -> request(interaction).addProperty("method", "PUT"),
            "PUT operation not allowed"),
        new Defect(
            "the request's media type is another",
            interaction -> headers(interaction).add("Content-Type", list("text/plain")),
            "text/plain"),
        new Defect(
            "the signature header is missing",
            interaction -> headers(interaction).remove("BinancePay-Signature"),
            "requires security parameters"),
        new Defect(
            "the nonce header is named otherwise",
            interaction -> rename(headers(interaction), "BinancePay-Nonce", "BinancePay-Nonse"),
            "requires security parameters"),
        new Defect(
            "the code is malformed",
            interaction -> responseBody(interaction).addProperty("code", "4000O3"),
            "4000O3"),
        new Defect(
            "the code is a number",
            interaction -> responseBody(interaction).addProperty("code", 0),
            "code"),
        new Defect(
            "the error message is longer than 256 characters",
            interaction -> responseBody(interaction).addProperty("errorMessage", "x".repeat(257)),
            "errorMessage"));
  }

  /** One interaction of the pact file, freshly parsed. */
  record Interaction(JsonObject json) {
    int status() {
      return json.getAsJsonObject("response").get("status").getAsInt();
    }

    @Override
    public String toString() {
      return json.get("description").getAsString();
    }
  }

  static Stream<Interaction> interactions() {
    try {
      JsonObject pact = JsonParser.parseString(Files.readString(PACT_FILE)).getAsJsonObject();
      return pact.getAsJsonArray("interactions").asList().stream()
          .map(interaction -> new Interaction(interaction.getAsJsonObject()));
    } catch (IOException e) {
      throw new IllegalStateException("There is no pact file; ConsumerPactTest writes it", e);
    }
  }

  private static List<String> problems(JsonObject interaction) {
    JsonObject request = request(interaction);
    SimpleRequest.Builder sent =
        new SimpleRequest.Builder(
            request.get("method").getAsString(), request.get("path").getAsString());
    eachHeader(request, sent::withHeader);
    sent.withBody(body(request));
    JsonObject response = interaction.getAsJsonObject("response");
    SimpleResponse.Builder answered =
        SimpleResponse.Builder.status(response.get("status").getAsInt());
    eachHeader(response, answered::withHeader);
    // Without a body, the contract fixes no word of the page.
    answered.withBody(response.has("body") ? body(response) : "<html></html>");
    return DOCUMENT.validate(sent.build(), answered.build()).getMessages().stream()
        .map(message -> message.getKey() + ": " + message.getMessage())
        .toList();
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

  private static String body(JsonObject part) {
    return part.getAsJsonObject("body").get("content").toString();
  }

  private static JsonObject request(JsonObject interaction) {
    return interaction.getAsJsonObject("request");
  }

  private static JsonObject headers(JsonObject interaction) {
    return request(interaction).getAsJsonObject("headers");
  }

  private static JsonObject requestBody(JsonObject interaction) {
    return request(interaction).getAsJsonObject("body").getAsJsonObject("content");
  }

  private static JsonObject responseBody(JsonObject interaction) {
    return interaction
        .getAsJsonObject("response")
        .getAsJsonObject("body")
        .getAsJsonObject("content");
  }

  private static JsonObject data(JsonObject interaction) {
    return responseBody(interaction).getAsJsonObject("data");
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
