package io.github.binancepay.tsp.contract.languages;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Call that each regenerated client makes, from {@code openapi/languages/scenarios.json}.
 *
 * @param operation its operationId
 * @param secretKey key to sign with; null for the sandbox's
 * @param expect expected values: {@code outcome} and {@code code} exactly; of any other field, at
 *     any depth, a part; of a list, its size or a part of an element
 */
public record Scenario(
    String name, String operation, JsonNode request, String secretKey, Map<String, String> expect) {
  /** A call of the hook alone, since every operation of the document has a body. */
  private static final String REQUEST_WITHOUT_BODY = "requestWithoutBody";

  private static final Set<String> EXACT = Set.of("outcome", "code");

  public static List<Scenario> read(Path file) throws IOException {
    return new JsonMapper().readValue(file.toFile(), new TypeReference<>() {});
  }

  /** Reads the scenarios of the document's operations. */
  public static List<Scenario> readOperations(Path file) throws IOException {
    return read(file).stream()
        .filter(scenario -> !scenario.operation().equals(REQUEST_WITHOUT_BODY))
        .toList();
  }

  /** Compares a result with the expected values. Returns a description of the first difference. */
  Optional<String> fault(JsonNode result) {
    return expect.entrySet().stream()
        .filter(expected -> !isAsExpected(expected.getKey(), expected.getValue(), result))
        .map(expected -> "%s: expected %s; got %s".formatted(name, expected, result))
        .findFirst();
  }

  private static boolean isAsExpected(String member, String expected, JsonNode result) {
    if (expected == null) {
      return !result.hasNonNull(member);
    }
    // A code as a number has lost its leading zeros.
    return EXACT.contains(member)
        ? expected.equals(result.path(member).textValue())
        : result.findValues(member).stream().anyMatch(value -> contains(value, expected));
  }

  /** Compares a list with a number by its size, otherwise with text by a part of an element. */
  private static boolean contains(JsonNode value, String expected) {
    if (!value.isArray()) {
      return value.asText().contains(expected);
    }
    return expected.matches("[0-9]+")
        ? value.size() == Integer.parseInt(expected)
        : value.valueStream().anyMatch(element -> element.asText().contains(expected));
  }

  @Override
  public String toString() {
    return name;
  }
}
