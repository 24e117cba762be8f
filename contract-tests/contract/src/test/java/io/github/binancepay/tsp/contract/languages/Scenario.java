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

  public static List<Scenario> read(Path file) throws IOException {
    return new JsonMapper().readValue(file.toFile(), new TypeReference<>() {});
  }

  /** Reads the scenarios of the document's operations. */
  public static List<Scenario> readOperations(Path file) throws IOException {
    return read(file).stream()
        .filter(scenario -> !scenario.operation().equals(REQUEST_WITHOUT_BODY))
        .toList();
  }

  /** Returns the name of a behaviour's scenario. */
  public static String name(Operation operation, Behaviour behaviour) {
    return operation + "/" + behaviour;
  }

  @Override
  public String toString() {
    return name;
  }
}
