package io.github.binancepay.tsp.contract.languages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Compares the lines that a language's conformance program prints with the scenarios. */
final class ConformanceJudge {
  /** The row of the signing vectors. */
  static final String VECTORS = "vectors";

  /** The row of the notifications to accept or to refuse. */
  static final String NOTIFICATIONS = "notifications";

  /** The row of what is wrong with the lines themselves. */
  static final String LINES = "result lines";

  private static final Set<String> EXACT = Set.of("outcome", "code");

  private static final JsonMapper JSON = new JsonMapper();

  private static final Cell MISSING = Cell.wrong("missing", "no line tells of it");

  /** By row, how many vectors there are. */
  private final Map<String, Integer> vectors = new LinkedHashMap<>();

  private final List<Scenario> scenarios;

  ConformanceJudge(int vectors, int notifications, List<Scenario> scenarios) {
    this.vectors.put(VECTORS, vectors);
    this.vectors.put(NOTIFICATIONS, notifications);
    this.scenarios = scenarios;
  }

  /** The rows that {@link #judge} fills, in their order. */
  List<String> rows() {
    List<String> rows = new ArrayList<>(vectors.keySet());
    scenarios.forEach(scenario -> rows.add(scenario.name()));
    rows.add(LINES);
    return rows;
  }

  /**
   * Fills every row.
   *
   * @param known by scenario, what happens instead of what should
   */
  Map<String, Cell> judge(List<String> lines, Map<String, String> known) {
    List<String> complaints = new ArrayList<>();
    Map<String, JsonNode> results = results(lines, complaints);
    Map<String, Cell> cells = new LinkedHashMap<>();
    vectors.forEach(
        (row, count) ->
            cells.put(
                row, vectors(row, count, results.getOrDefault(row, MissingNode.getInstance()))));
    for (Scenario scenario : scenarios) {
      Cell cell = scenario(scenario, results.get(scenario.name()));
      String whatHappens = known.get(scenario.name());
      cells.put(scenario.name(), whatHappens == null ? cell : known(cell, whatHappens));
    }
    known.keySet().stream()
        .filter(name -> !cells.containsKey(name) || vectors.containsKey(name))
        .forEach(name -> complaints.add("known.json names no scenario: " + name));
    cells.put(
        LINES,
        complaints.isEmpty()
            ? Cell.right("✓")
            : Cell.wrong("malformed", String.join("; ", complaints)));
    return cells;
  }

  private Map<String, JsonNode> results(List<String> lines, List<String> complaints) {
    List<String> rows = rows();
    rows.remove(LINES);
    Map<String, JsonNode> results = new HashMap<>();
    for (String line : lines) {
      JsonNode result = parse(line);
      String row =
          vectors.keySet().stream()
              .filter(result::has)
              .findFirst()
              .orElse(text(result, "scenario"));
      if (!rows.contains(row)) {
        complaints.add("not a result: " + line);
      } else if (results.putIfAbsent(row, result) != null) {
        complaints.add("a second result: " + line);
      }
    }
    return results;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static Cell vectors(String row, int count, JsonNode result) {
    JsonNode wrong = result.path("wrong");
    if (!result.path(row).isInt() || !wrong.isArray()) {
      return MISSING;
    }
    int ran = result.path(row).asInt();
    String brief = (ran - wrong.size()) + "/" + count;
    return ran == count && wrong.isEmpty()
        ? Cell.right(brief)
        : Cell.wrong(brief, "wrong: " + wrong);
  }

  private static Cell scenario(Scenario scenario, JsonNode result) {
    if (result == null) {
      return MISSING;
    }
    for (Map.Entry<String, String> expected : scenario.expect().entrySet()) {
      if (!isAsExpected(expected.getKey(), expected.getValue(), result)) {
        return Cell.wrong(brief(expected.getKey(), result), result.toString());
      }
    }
    return Cell.right("✓");
  }

  private static boolean isAsExpected(String member, String expected, JsonNode result) {
    if (expected == null) {
      return !result.hasNonNull(member);
    }
    // A code that became a number has lost its leading zeros, if it had any.
    return EXACT.contains(member)
        ? text(result, member).equals(expected)
        : result.findValues(member).stream().anyMatch(value -> shows(value, expected));
  }

  /** A number expected of a list is how many elements it has; a text, a part of one of them. */
  private static boolean shows(JsonNode value, String expected) {
    if (!value.isArray()) {
      return value.asText().contains(expected);
    }
    return expected.matches("[0-9]+")
        ? value.size() == Integer.parseInt(expected)
        : StreamSupport.stream(value.spliterator(), false)
            .anyMatch(element -> element.asText().contains(expected));
  }

  private static String brief(String member, JsonNode result) {
    return switch (member) {
      case "outcome" -> text(result, member).isEmpty() ? member : text(result, member);
      case "code" -> member + " " + result.path(member);
      default -> member;
    };
  }

  /** The member's text; empty if it is not there, null or something else. */
  private static String text(JsonNode result, String member) {
    JsonNode value = result.path(member);
    return value.isTextual() ? value.asText() : "";
  }

  private static Cell known(Cell cell, String whatHappens) {
    if (cell.right()) {
      return Cell.wrong("fixed", "known.json must not name it any more");
    }
    return cell.equals(MISSING) ? cell : Cell.known(whatHappens);
  }
}
