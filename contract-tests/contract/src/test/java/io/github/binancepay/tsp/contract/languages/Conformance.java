package io.github.binancepay.tsp.contract.languages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the result lines of a kit's conformance program with the expected results. */
final class Conformance {
  static final String VECTORS = "vectors";
  static final String NOTIFICATIONS = "notifications";

  /** Test that every line is a result, and none is duplicated. */
  static final String LINES = "result lines";

  private static final Set<String> EXACT = Set.of("outcome", "code");
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Integer> vectors = new LinkedHashMap<>();
  private final Map<String, Scenario> scenarios = new LinkedHashMap<>();

  Conformance(int vectors, int notifications, List<Scenario> scenarios) {
    this.vectors.put(VECTORS, vectors);
    this.vectors.put(NOTIFICATIONS, notifications);
    scenarios.forEach(scenario -> this.scenarios.put(scenario.name(), scenario));
  }

  /** Returns the fault of each test; an empty string if the result is right. */
  Map<String, String> faults(List<String> lines) {
    Map<String, JsonNode> results = new HashMap<>();
    List<String> others = new ArrayList<>();
    for (String line : lines) {
      JsonNode result = parse(line);
      String name = name(result);
      if (name.isEmpty() || results.putIfAbsent(name, result) != null) {
        others.add(line);
      }
    }
    Map<String, String> faults = new LinkedHashMap<>();
    vectors.forEach((name, count) -> faults.put(name, fault(name, count, results.get(name))));
    scenarios.forEach((name, scenario) -> faults.put(name, fault(scenario, results.get(name))));
    faults.put(LINES, others.isEmpty() ? "" : "not a result, or a duplicate: " + others);
    return faults;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Returns the test that a line is the result of; an empty string if there is none. */
  private String name(JsonNode result) {
    String scenario = text(result, "scenario");
    return vectors.keySet().stream()
        .filter(result::has)
        .findFirst()
        .orElse(scenarios.containsKey(scenario) ? scenario : "");
  }

  private static String fault(String name, int count, JsonNode result) {
    if (result == null) {
      return "no result";
    }
    JsonNode wrong = result.path("wrong");
    boolean right =
        result.path(name).equals(IntNode.valueOf(count)) && wrong.isArray() && wrong.isEmpty();
    return right ? "" : "expected " + count + ", none of them wrong; got " + result;
  }

  private static String fault(Scenario scenario, JsonNode result) {
    if (result == null) {
      return "no result";
    }
    for (Map.Entry<String, String> expected : scenario.expect().entrySet()) {
      if (!isAsExpected(expected.getKey(), expected.getValue(), result)) {
        return "expected %s %s; got %s".formatted(expected.getKey(), expected.getValue(), result);
      }
    }
    return "";
  }

  private static boolean isAsExpected(String member, String expected, JsonNode result) {
    if (expected == null) {
      return !result.hasNonNull(member);
    }
    // A code as a number has lost its leading zeros.
    return EXACT.contains(member)
        ? text(result, member).equals(expected)
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

  private static String text(JsonNode result, String member) {
    JsonNode value = result.path(member);
    return value.isTextual() ? value.asText() : "";
  }
}
