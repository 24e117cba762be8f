package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.binancepay.tsp.contract.Behaviour;
import io.github.binancepay.tsp.contract.Operations;
import io.github.binancepay.tsp.contract.document.Document;
import io.github.binancepay.tsp.contract.pact.PactFile.Recorded;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Looks at the pact file as others get it: no interaction may allow more than what the document
 * says.
 */
class PactFileIT {
  private static final Document DOCUMENT = Document.read();
  private static final Pattern PATTERN_IN_WORDS = Pattern.compile("`(\\^[^`]+\\$)`");

  static List<Recorded> interactions() {
    return PactFile.interactions();
  }

  @Test
  void itHoldsOneInteractionForEachBehaviourOfEachOperation() {
    assertThat(interactions())
        .extracting(Recorded::toString)
        .containsExactlyInAnyOrderElementsOf(
            Operations.ALL.stream()
                .flatMap(
                    operation ->
                        Behaviour.due(Behaviour.In.PACT, operation).stream()
                            .map(behaviour -> Interactions.description(operation, behaviour)))
                .toList());
  }

  @Test
  void itHoldsAMessageForEachEvent() {
    assertThat(PactFile.messages())
        .extracting(Recorded::toString)
        .containsExactlyInAnyOrderElementsOf(
            Notifications.all().stream().map(Notifications.Notification::description).toList());
  }

  static List<Recorded> messages() {
    return PactFile.messages();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatHappenedIsComparedByValueAndEveryOtherFieldByType(Recorded message) {
    Map<String, JsonNode> fields = new HashMap<>();
    message
        .json()
        .at("/contents/content")
        .forEachEntry((name, value) -> fields.put("$." + name, matcher("{match: type}")));
    fields.keySet().removeAll(Set.of("$.bizType", "$.bizStatus"));
    Map<String, JsonNode> headers = new HashMap<>();
    Notifications.HEADER_FORMATS.forEach((name, format) -> headers.put(name, regex(format)));

    assertThat(rules(message.json(), "body")).isEqualTo(fields);
    assertThat(rules(message.json(), "metadata")).isEqualTo(headers);
    headers
        .keySet()
        .forEach(
            name ->
                assertThat(message.json().at("/metadata/" + name).asText())
                    .matches(Notifications.HEADER_FORMATS.get(name)));
  }

  @Test
  void itIsOfVersion4AndInventsNothingWhenItIsReplayed() throws IOException {
    String text = Files.readString(PactFile.PATH);

    assertThat(text).contains("\"version\": \"4.0\"").doesNotContain("generators");
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void theRequestIsComparedByValueButForTheFormatsOfTheDocument(Recorded interaction) {
    Map<String, JsonNode> formats = new HashMap<>();
    for (JsonNode scheme : DOCUMENT.tree().at("/components/securitySchemes")) {
      Matcher format = PATTERN_IN_WORDS.matcher(scheme.get("description").asText());
      if (format.find()) {
        String name = scheme.get("name").asText();
        formats.put(name, regex(format.group(1)));
        assertThat(interaction.request().at("/headers/" + name + "/0").asText())
            .matches(format.group(1));
      }
    }

    assertThat(formats).hasSize(3);
    assertThat(rules(interaction.request(), "header")).isEqualTo(formats);
    assertThat(rules(interaction.request(), "body")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void theMediaTypeOfTheResponseIsFixed(Recorded interaction) {
    String mediaType = interaction.hasJson() ? "application/json" : "text/html";

    assertThat(rules(interaction.response(), "header"))
        .isEqualTo(Map.of("Content-Type", regex("^%s(;.*)?$".formatted(mediaType))));
  }

  /** The provider documents no HTTP status for a failure, so the contract must not fix one. */
  @ParameterizedTest
  @MethodSource("interactions")
  void aFailureMayHaveEveryStatusWithWhichTheDocumentAllowsItsFields(Recorded interaction) {
    Set<String> expected = new HashSet<>();
    JsonNode responses = operation(interaction).node().get("responses");
    responses.forEachEntry(
        (status, response) -> {
          List<String> fields = new ArrayList<>();
          schema(response).path("required").forEach(field -> fields.add(field.asText()));
          if (fields.stream().allMatch(interaction.envelope()::has)) {
            expected.add(status);
          }
        });
    if (!interaction.hasJson()) {
      expected.add("4XX");
    } else if (interaction.isSuccess() || interaction.toString().endsWith("with http 200")) {
      expected.retainAll(Set.of("200"));
    }

    assertThat(interaction.statuses())
        .extracting(status -> status == 200 ? "200" : status / 100 + "XX")
        .containsOnly(expected.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void statusAndCodeAreComparedByValueAndEveryOtherFieldByType(Recorded interaction) {
    Map<String, JsonNode> expected = new HashMap<>();
    interaction
        .envelope()
        .forEachEntry((field, value) -> expected.put("$." + field, matcher("{match: type}")));
    expected.keySet().removeAll(Set.of("$.status", "$.code", "$.data"));
    if (interaction.isSuccess()) {
      JsonNode envelope = schema(operation(interaction).node().at("/responses/200"));
      addRules(
          expected, "$.data", envelope.at("/properties/data"), interaction.envelope().get("data"));
    }

    assertThat(rules(interaction.response(), "body")).isEqualTo(expected);
  }

  private static Document.Operation operation(Recorded interaction) {
    String path = interaction.request().get("path").asText();
    return DOCUMENT.operations().stream()
        .filter(each -> each.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode schema(JsonNode message) {
    return DOCUMENT.resolve(message.at("/content/application~1json/schema"));
  }

  /** The rules that make a field of the response one of the schema. */
  private static void addRules(
      Map<String, JsonNode> rules, String path, JsonNode reference, JsonNode example) {
    JsonNode schema = DOCUMENT.resolve(reference);
    if (schema.has("properties")) {
      for (JsonNode required : schema.path("required")) {
        String name = required.asText();
        addRules(rules, path + "." + name, schema.get("properties").get(name), example.path(name));
      }
    } else if (schema.has("items") && !example.isEmpty()) {
      rules.put(path, matcher("{match: type, min: 1}"));
      addRules(rules, path + "[*]", schema.get("items"), example.path(0));
    } else if (example.isArray()) {
      // An empty one is compared by value.
      assertThat(example).isEmpty();
    } else if (example.asText().startsWith("https:")) {
      rules.put(path, regex("^https?://.+$"));
    } else {
      rules.put(path, matcher("{match: type}"));
    }
  }

  /** The one matcher of each path. */
  private static Map<String, JsonNode> rules(JsonNode part, String category) {
    Map<String, JsonNode> rules = new HashMap<>();
    part.path("matchingRules")
        .path(category)
        .forEachEntry((path, rule) -> rules.put(path, onlyMatcher(rule)));
    return rules;
  }

  private static JsonNode onlyMatcher(JsonNode rule) {
    assertThat(rule.get("matchers")).hasSize(1);
    return rule.get("matchers").get(0);
  }

  private static JsonNode regex(String regex) {
    return matcher("{match: regex, regex: '%s'}".formatted(regex));
  }

  private static JsonNode matcher(String yaml) {
    try {
      return Yaml.mapper().readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
