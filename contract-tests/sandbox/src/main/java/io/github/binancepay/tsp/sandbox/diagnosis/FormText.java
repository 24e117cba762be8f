package io.github.binancepay.tsp.sandbox.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A JSON object as a form has it: {@code name=value&...}, for whose lists there is no rule. */
final class FormText {
  /** How a list is written. */
  enum Lists {
    REPEATED,
    AS_JSON,
    AS_PYTHON,
    JOINED,
    BRACKETS,
    INDEXED
  }

  /** What is URL-encoded. */
  enum Escapes {
    PLUS,
    NONE,
    PERCENT_20
  }

  private final String text;
  private final Lists lists;
  private final Escapes escapes;
  private final List<String> pairs = new ArrayList<>();

  private FormText(String text, Lists lists, Escapes escapes) {
    this.text = text;
    this.lists = lists;
    this.escapes = escapes;
  }

  static String of(String text, Lists lists, Escapes escapes) {
    FormText form = new FormText(text, lists, escapes);
    for (JsonNode member : JsonNode.parse(text).orElseThrow().children()) {
      if (member.nameStart() >= 0) {
        form.add(JsonText.plain(member.name(text)), member);
      }
    }
    return String.join("&", form.pairs);
  }

  private void add(String name, JsonNode value) {
    if (!value.isArray()) {
      addPair(name, plain(value));
      return;
    }
    switch (lists) {
      case AS_JSON -> addPair(name, text.substring(value.start(), value.end()));
      case AS_PYTHON -> addPair(name, ObjectText.python(text, value));
      case JOINED ->
          addPair(
              name, value.children().stream().map(this::plain).collect(Collectors.joining(",")));
      case REPEATED, BRACKETS, INDEXED -> {
        for (int i = 0; i < value.children().size(); i++) {
          String index =
              lists == Lists.REPEATED ? "" : lists == Lists.BRACKETS ? "[]" : "[" + i + "]";
          addPair(name + index, plain(value.children().get(i)));
        }
      }
    }
  }

  private String plain(JsonNode value) {
    return value.isString()
        ? JsonText.plain(text, value)
        : text.substring(value.start(), value.end());
  }

  private void addPair(String name, String value) {
    pairs.add(encoded(name) + "=" + encoded(value));
  }

  private String encoded(String part) {
    return switch (escapes) {
      case NONE -> part;
      case PLUS -> URLEncoder.encode(part, UTF_8);
      case PERCENT_20 -> URLEncoder.encode(part, UTF_8).replace("+", "%20");
    };
  }
}
