package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.binancepay.tsp.contract.TreeEdit;
import io.github.binancepay.tsp.contract.document.Document;
import io.github.binancepay.tsp.contract.pact.PactFile.Recorded;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates every interaction of the pact file against the OpenAPI document. */
class PactAgainstDocumentIT {
  private static final OpenApiInteractionValidator DOCUMENT =
      OpenApiInteractionValidator.createForInlineApiSpecification(Document.read().tree().toString())
          .build();

  static List<Recorded> interactions() {
    return PactFile.interactions();
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void everyInteractionIsValid(Recorded interaction) {
    assertThat(problems(interaction)).isEmpty();
  }

  static List<Recorded> messages() {
    return PactFile.messages();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageIsValid(Recorded message) {
    assertThat(NotificationSchema.problems(message.json().at("/contents/content").toString()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          bizId     | text          | bizId
          bizIdStr  | -             | bizIdStr
          bizStatus | 1             | bizStatus
          data      | '"{}"'        | authorizationToken
          data      | '"{\\"merchantId\\": \\"text\\"}"' | merchantId
          """)
  void reportsDefectOfMessage(String field, String value, String reported) throws IOException {
    for (Recorded message : messages()) {
      TreeEdit.set(message.json(), "/contents/content/" + field, value);

      assertThatThrownBy(() -> everyMessageIsValid(message)).hasMessageContaining(reported);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          /request/path                           | /binancepay/openapi/create | No API path found
          /request/method                         | PUT            | PUT operation not allowed
          /request/headers/Content-Type           | [text/plain]   | text/plain
          /request/headers/BinancePay-Nonce       | -              | requires security parameters
          /request/body/content/merchantId        | -              | merchantId
          /request/body/content/ipWhitelist       | 192.168.1.1    | ipWhitelist
          /request/body/content/scopes            | []             | scopes
          /response/body/content/code             | 4000O3         | 4000O3
          /response/body/content/errorMessage     | (long)         | errorMessage
          /response/body/content/data/redirectUrl | -              | redirectUrl
          /response/body/content/data/merchantId  | 1              | merchantId
          """)
  void reportsDefectOfInteraction(String place, String value, String reported) throws IOException {
    Recorded created =
        interactions().stream()
            .filter(each -> each.toString().equals("createAuthorization for a known merchant"))
            .findFirst()
            .orElseThrow();
    String tooLong = "x".repeat(257);
    TreeEdit.set(created.json(), place, "(long)".equals(value) ? tooLong : value);

    assertThatThrownBy(() -> everyInteractionIsValid(created)).hasMessageContaining(reported);
  }

  /** Returns the problems of the request, and of the response with each of its statuses. */
  private static Stream<String> problems(Recorded interaction) {
    JsonNode request = interaction.request();
    SimpleRequest.Builder sent =
        new SimpleRequest.Builder(request.get("method").asText(), request.get("path").asText());
    request.get("headers").forEachEntry((name, values) -> sent.withHeader(name, texts(values)));
    sent.withBody(request.at("/body/content").toString());
    return interaction.statuses().stream()
        .map(status -> response(interaction, status))
        .flatMap(response -> DOCUMENT.validate(sent.build(), response).getMessages().stream())
        .map(message -> message.getKey() + ": " + message.getMessage());
  }

  private static SimpleResponse response(Recorded interaction, int status) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
    interaction
        .response()
        .get("headers")
        .forEachEntry((name, values) -> response.withHeader(name, texts(values)));
    // The pact leaves the text of an HTML page open.
    return response
        .withBody(interaction.hasJson() ? interaction.envelope().toString() : "<html></html>")
        .build();
  }

  private static List<String> texts(JsonNode values) {
    return values.valueStream().map(JsonNode::asText).toList();
  }
}
