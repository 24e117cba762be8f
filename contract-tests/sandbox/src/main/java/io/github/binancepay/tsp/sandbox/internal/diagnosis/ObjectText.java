package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.function.UnaryOperator;

/**
 * What languages print for the object that a JSON text stands for, where a program has signed that
 * instead of JSON.
 *
 * @param comma between two members or elements
 * @param arrow between name and value
 * @param string how a string is written
 * @param word how a number, true, false or null is written
 */
record ObjectText(
    String comma, String arrow, UnaryOperator<String> string, UnaryOperator<String> word) {
  private static final ObjectText PYTHON =
      new ObjectText(", ", ": ", ObjectText::pythonString, ObjectText::pythonWord);
  private static final ObjectText JAVA =
      new ObjectText(", ", "=", UnaryOperator.identity(), UnaryOperator.identity());
  private static final ObjectText RUBY =
      new ObjectText(
          ", ", "=>", text -> '"' + text + '"', word -> word.equals("null") ? "nil" : word);

  /** {@return Python's {@code str} of it} */
  static String python(JsonText json, JsonNode node) {
    return PYTHON.write(json, node);
  }

  /** {@return Java's {@code Map.toString}} */
  static String java(JsonText json) {
    return JAVA.write(json, json.root());
  }

  /** {@return Ruby's {@code inspect}} */
  static String ruby(JsonText json) {
    return RUBY.write(json, json.root());
  }

  private static String pythonString(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return quote + (quote == '\'' ? escaped.replace("'", "\\'") : escaped) + quote;
  }

  private static String pythonWord(String word) {
    return switch (word) {
      case "true" -> "True";
      case "false" -> "False";
      case "null" -> "None";
      default -> word;
    };
  }

  private String write(JsonText json, JsonNode node) {
    StringBuilder out = new StringBuilder(node.end() - node.start() + 64);
    write(json, node, out);
    return out.toString();
  }

  private void write(JsonText json, JsonNode node, StringBuilder out) {
    if (node.isString()) {
      out.append(string.apply(json.plain(node)));
    } else if (node.isObject() || node.isArray()) {
      out.append(node.kind());
      for (int i = 0; i < node.children().size(); i++) {
        JsonNode child = node.children().get(i);
        out.append(i == 0 ? "" : comma);
        if (child.nameStart() >= 0) {
          out.append(string.apply(json.plainName(child))).append(arrow);
        }
        write(json, child, out);
      }
      out.append(node.isObject() ? '}' : ']');
    } else {
      out.append(word.apply(json.part(node)));
    }
  }
}
