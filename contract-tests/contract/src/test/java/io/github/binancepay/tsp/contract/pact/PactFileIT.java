package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.contract.Behaviour;
import io.github.binancepay.tsp.contract.Operations;
import io.github.binancepay.tsp.contract.pact.PactFile.Recorded;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
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
  private static final OpenAPI DOCUMENT = document();
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
  void itIsOfVersion4AndInventsNothingWhenItIsReplayed() throws IOException {
    String text = Files.readString(PactFile.PATH);

    assertThat(text).contains("\"version\": \"4.0\"").doesNotContain("generators");
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void theFourHeadersHaveTheFormatsOfTheDocument(Recorded interaction) {
    Map<String, String> formats = new HashMap<>();
    for (SecurityScheme scheme : DOCUMENT.getComponents().getSecuritySchemes().values()) {
      Matcher format = PATTERN_IN_WORDS.matcher(scheme.getDescription());
      if (format.find()) {
        formats.put(scheme.getName(), "{'match':'regex','regex':'%s'}".formatted(format.group(1)));
      }
      assertThat(interaction.request().getAsJsonObject("headers").has(scheme.getName())).isTrue();
    }

    assertThat(formats).hasSize(3);
    assertThat(rules(interaction.request(), "header")).isEqualTo(parsed(formats));
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void theRequestIsComparedByValueAndHasTheRequiredFields(Recorded interaction) {
    JsonObject content = interaction.request().getAsJsonObject("body").getAsJsonObject("content");

    assertThat(rules(interaction.request(), "body")).isEmpty();
    assertThat(content.keySet()).containsAll(required(requestSchema(interaction)));
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void theMediaTypeOfTheResponseIsFixed(Recorded interaction) {
    String mediaType = interaction.hasJson() ? "application/json" : "text/html";

    assertThat(rules(interaction.response(), "header"))
        .isEqualTo(
            parsed(
                Map.of(
                    "Content-Type",
                    "{'match':'regex','regex':'^%s(;.*)?$'}".formatted(mediaType))));
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void aSuccessHasStatus200AndAFailureNoRedirect(Recorded interaction) {
    JsonObject rule =
        interaction.response().getAsJsonObject("matchingRules").getAsJsonObject("status");
    int example = interaction.response().get("status").getAsInt();
    if (isSuccess(interaction)) {
      assertThat(rule).isNull();
      assertThat(example).isEqualTo(200);
      return;
    }
    assertThat(example == 200 || example >= 400).isTrue();
    if (rule != null) {
      JsonObject matcher = onlyMatcher(rule);
      assertThat(matcher.get("match").getAsString()).isEqualTo("statusCode");
      // Not a class of statuses, which is a text.
      assertThat(matcher.getAsJsonArray("status"))
          .isNotEmpty()
          .allSatisfy(
              status ->
                  assertThat(status.getAsInt())
                      .matches(s -> s == 200 || s / 100 == 4 || s / 100 == 5));
    }
  }

  @ParameterizedTest
  @MethodSource("interactions")
  void statusAndCodeAreComparedByValueAndEveryOtherFieldByType(Recorded interaction) {
    if (!interaction.hasJson()) {
      assertThat(rules(interaction.response(), "body")).isEmpty();
      return;
    }
    Map<String, String> expected = new HashMap<>();
    Set<String> fields = new HashSet<>(interaction.envelope().keySet());
    assertThat(fields).contains("code");
    fields.removeAll(Set.of("status", "code", "data"));
    fields.forEach(field -> expected.put("$." + field, "{'match':'type'}"));
    if (isSuccess(interaction)) {
      addRules(expected, "$.data", dataSchema(interaction), interaction.envelope().get("data"));
    } else {
      assertThat(fields).isNotEmpty();
    }

    assertThat(rules(interaction.response(), "body")).isEqualTo(parsed(expected));
  }

  /** The rules that make a field of the response one of the schema. */
  private static void addRules(
      Map<String, String> rules, String path, Schema<?> schema, JsonElement example) {
    if (schema.getProperties() != null) {
      for (String name : required(schema)) {
        addRules(
            rules,
            path + "." + name,
            schema.getProperties().get(name),
            example.getAsJsonObject().get(name));
      }
    } else if (schema.getItems() != null) {
      rules.put(path, "{'match':'type','min':1}");
      addRules(rules, path + "[*]", schema.getItems(), example.getAsJsonArray().get(0));
    } else if (example.getAsString().startsWith("https:")) {
      rules.put(path, "{'match':'regex','regex':'^https?://.+$'}");
    } else {
      rules.put(path, "{'match':'type'}");
    }
  }

  private static boolean isSuccess(Recorded interaction) {
    return interaction.hasJson() && interaction.envelope().has("data");
  }

  private static Map<String, JsonElement> rules(JsonObject part, String category) {
    Map<String, JsonElement> rules = new HashMap<>();
    JsonObject all = part.getAsJsonObject("matchingRules");
    if (all != null && all.has(category)) {
      all.getAsJsonObject(category)
          .asMap()
          .forEach((path, rule) -> rules.put(path, onlyMatcher(rule.getAsJsonObject())));
    }
    return rules;
  }

  private static JsonObject onlyMatcher(JsonObject rule) {
    JsonArray matchers = rule.getAsJsonArray("matchers");
    assertThat(matchers).hasSize(1);
    return matchers.get(0).getAsJsonObject();
  }

  private static Map<String, JsonElement> parsed(Map<String, String> rules) {
    Map<String, JsonElement> parsed = new HashMap<>();
    rules.forEach((path, rule) -> parsed.put(path, JsonParser.parseString(rule)));
    return parsed;
  }

  private static List<String> required(Schema<?> schema) {
    return schema.getRequired() == null ? List.of() : schema.getRequired();
  }

  private static Schema<?> requestSchema(Recorded interaction) {
    return operation(interaction).getRequestBody().getContent().get("application/json").getSchema();
  }

  private static Schema<?> dataSchema(Recorded interaction) {
    Schema<?> envelope =
        operation(interaction)
            .getResponses()
            .get("200")
            .getContent()
            .get("application/json")
            .getSchema();
    return envelope.getProperties().get("data");
  }

  private static io.swagger.v3.oas.models.Operation operation(Recorded interaction) {
    return DOCUMENT.getPaths().get(interaction.request().get("path").getAsString()).getPost();
  }

  private static OpenAPI document() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    String url = PactFileIT.class.getResource("/binance-pay.yaml").toString();
    return new OpenAPIV3Parser().read(url, null, options);
  }
}
