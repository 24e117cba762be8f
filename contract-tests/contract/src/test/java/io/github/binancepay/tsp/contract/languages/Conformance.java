package io.github.binancepay.tsp.contract.languages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expected results of a kit's conformance program: a line for the signing vectors, one for the
 * notifications, and one for each scenario.
 */
record Conformance(int vectors, int notifications, List<Scenario> scenarios) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Returns a description of each wrong, missing, unknown or duplicate result. */
  List<String> faults(List<String> lines) {
    List<String> names = scenarios.stream().map(Scenario::name).toList();
    Map<String, JsonNode> results = new HashMap<>();
    List<JsonNode> others = new ArrayList<>();
    for (String line : lines) {
      JsonNode result = parse(line);
      String name = result.path("scenario").asText();
      if (!names.contains(name) || results.putIfAbsent(name, result) != null) {
        others.add(result);
      }
    }
    List<String> faults = new ArrayList<>();
    List<JsonNode> counts =
        List.of(allRight("vectors", vectors), allRight("notifications", notifications));
    if (!others.equals(counts)) {
      faults.add("expected %s and a result for each scenario; got %s".formatted(counts, others));
    }
    scenarios.stream()
        .map(each -> each.fault(results.getOrDefault(each.name(), MissingNode.getInstance())))
        .flatMap(Optional::stream)
        .forEach(faults::add);
    return faults;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(line);
    }
  }

  private static JsonNode allRight(String name, int count) {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put(name, count);
    result.putArray("wrong");
    return result;
  }
}
