package io.github.binancepay.tsp.contract.languages;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One call that a regenerated client must be able to make, from {@code
 * openapi/languages/scenarios.json}.
 *
 * @param secretKey signs instead of the sandbox's, if not null
 */
record Scenario(String name, String merchantId, String secretKey, Expectation expect) {
  /**
   * What the caller must be able to read.
   *
   * @param outcome {@code created} or {@code rejected}
   * @param code null if there is no envelope
   * @param message a part of it
   */
  record Expectation(String outcome, String code, String message) {}

  static List<Scenario> read(Path file) throws IOException {
    return new JsonMapper().readValue(file.toFile(), new TypeReference<>() {});
  }
}
