package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.binancepay.tsp.contract.document.Document;
import io.github.binancepay.tsp.contract.pact.PactFile.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks properties of the pact file that other verifiers and providers depend on. */
class PactFileIT {
  /** Fields that decide the outcome, and so are compared by value. */
  private static final Set<String> DECISIVE =
      Set.of("$.status", "$.code", "$.bizType", "$.bizStatus");

  private static final Pattern DOCUMENTED_FORMAT = Pattern.compile("`(\\^[^`]+\\$)`");

  static Stream<Recorded> all() {
    return PactFile.all();
  }

  @Test
  void interactionsDifferInRequestOrState() {
    Set<List<Object>> seen = new HashSet<>();

    assertThat(PactFile.interactions())
        .allMatch(each -> seen.add(List.of(each.request(), each.states())));
  }

  @Test
  void pageListsEveryState() throws IOException {
    assertThat(Files.readString(Path.of("../README.md")).lines())
        .filteredOn(line -> line.startsWith("| `") && line.contains(" | "))
        .extracting(row -> row.substring(3, row.indexOf('`', 3)))
        .containsAll(PactFile.all().flatMap(each -> each.states().stream()).toList());
  }

  @Test
  void fileHasVersion4AndNoGenerators() throws IOException {
    assertThat(Files.readString(PactFile.PATH))
        .contains("\"version\": \"4.0\"")
        .doesNotContain("generators");
  }

  @ParameterizedTest
  @MethodSource("all")
  void interactionHasOneStateAndAnchoredRegexes(Recorded interaction) {
    assertThat(interaction.states()).hasSizeLessThan(2);
    assertThat(interaction.json().findValuesAsText("regex"))
        .allMatch(regex -> regex.startsWith("^") && regex.endsWith("$"));
  }

  @Test
  void requestHeadersHaveDocumentedFormats() {
    Map<String, String> documented = new TreeMap<>();
    for (JsonNode scheme : Document.read().tree().at("/components/securitySchemes")) {
      Matcher format = DOCUMENTED_FORMAT.matcher(scheme.get("description").asText());
      if (format.find()) {
        documented.put(scheme.get("name").asText(), format.group(1));
      }
    }

    assertThat(documented).hasSize(3);
    for (Recorded interaction : PactFile.interactions()) {
      Map<String, String> compared = new TreeMap<>();
      interaction
          .request()
          .at("/matchingRules/header")
          .forEachEntry((name, rule) -> compared.put(name, rule.findValue("regex").asText()));
      assertThat(compared).isEqualTo(documented);
      assertThat(interaction.request().at("/matchingRules/body")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void decisiveFieldsAreComparedByValueAndOthersByType(Recorded interaction) {
    JsonNode message = interaction.isMessage() ? interaction.json() : interaction.response();
    JsonNode body =
        interaction.isMessage() ? message.at("/contents/content") : message.at("/body/content");
    Set<String> byValue = new HashSet<>();
    collectLeaves(byValue, "$", body);
    Set<String> decisive = new HashSet<>(byValue);
    decisive.retainAll(DECISIVE);
    byValue.removeIf(message.at("/matchingRules/body")::has);

    assertThat(byValue).isEqualTo(decisive);
  }

  private static void collectLeaves(Set<String> leaves, String path, JsonNode value) {
    value.forEachEntry((name, member) -> collectLeaves(leaves, path + "." + name, member));
    value
        .valueStream()
        .filter(each -> value.isArray())
        .forEach(e -> collectLeaves(leaves, path + "[*]", e));
    if (value.isValueNode()) {
      leaves.add(path);
    }
  }
}
