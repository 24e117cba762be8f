package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

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

  private static final String HEX = "0123456789ABCDEF";

  private final JsonText json;
  private final Lists lists;
  private final Escapes escapes;
  private final List<String> pairs = new ArrayList<>();

  private FormText(JsonText json, Lists lists, Escapes escapes) {
    this.json = json;
    this.lists = lists;
    this.escapes = escapes;
  }

  static String of(JsonText json, Lists lists, Escapes escapes) {
    FormText form = new FormText(json, lists, escapes);
    for (JsonNode member : json.root().children()) {
      if (member.nameStart() >= 0) {
        form.add(json.plainName(member), member);
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
      case AS_JSON -> addPair(name, json.part(value));
      case AS_PYTHON -> addPair(name, ObjectText.python(json, value));
      case JOINED ->
          addPair(name, value.children().stream().map(this::plain).collect(joining(",")));
      case REPEATED -> value.children().forEach(child -> addPair(name, plain(child)));
      case BRACKETS -> value.children().forEach(child -> addPair(name + "[]", plain(child)));
      case INDEXED -> {
        for (int i = 0; i < value.children().size(); i++) {
          addPair(name + "[" + i + "]", plain(value.children().get(i)));
        }
      }
    }
  }

  private String plain(JsonNode value) {
    return value.isString() ? json.plain(value) : json.part(value);
  }

  private void addPair(String name, String value) {
    pairs.add(encoded(name) + "=" + encoded(value));
  }

  private String encoded(String part) {
    return escapes == Escapes.NONE ? part : urlEncoded(part, escapes == Escapes.PLUS ? "+" : "%20");
  }

  /** {@return a text, as in {@link JsonText}, URL-encoded} */
  static String urlEncoded(String text, String space) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
        out.append(c);
      } else if (c == ' ') {
        out.append(space);
      } else if (c == '-' || c == '_' || c == '.' || (c == '*' && space.equals("+"))) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      }
    }
    return out.toString();
  }
}
