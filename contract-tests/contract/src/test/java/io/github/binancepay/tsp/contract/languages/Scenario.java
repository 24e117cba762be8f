package io.github.binancepay.tsp.contract.languages;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.binancepay.tsp.contract.Behaviour;
import io.github.binancepay.tsp.contract.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One call that a regenerated client must be able to make, from {@code
 * openapi/languages/scenarios.json}.
 *
 * @param operation its operationId
 * @param secretKey signs instead of the sandbox's, if not null
 * @param expect what the caller must be able to read: {@code outcome} and {@code code} as they are,
 *     of any other field, at any depth, a part; of a list, a part of one of its elements or, if it
 *     is a number, how many there are
 */
public record Scenario(
    String name, String operation, JsonNode request, String secretKey, Map<String, String> expect) {
  // Goes through the hook alone: every operation of the document has a body.
  private static final String REQUEST_WITHOUT_BODY = "requestWithoutBody";

  public static List<Scenario> read(Path file) throws IOException {
    return new JsonMapper().readValue(file.toFile(), new TypeReference<>() {});
  }

  /** Without those that are no operation of the document. */
  public static List<Scenario> readOperations(Path file) throws IOException {
    return read(file).stream()
        .filter(scenario -> !scenario.operation().equals(REQUEST_WITHOUT_BODY))
        .toList();
  }

  /** What the scenario of a behaviour is called. */
  public static String name(Operation operation, Behaviour behaviour) {
    return operation + "/" + behaviour;
  }

  @Override
  public String toString() {
    return name;
  }
}
