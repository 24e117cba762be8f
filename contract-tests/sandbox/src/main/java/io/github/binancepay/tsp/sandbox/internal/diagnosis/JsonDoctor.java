package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the place where a body is not one JSON object: line and column from 1, in characters. */
public final class JsonDoctor {
  private static final int MAX_DEPTH = 255;
  private static final Gson GSON = new Gson();

  // Without a Gson, the adapter is strict: it rejects numbers of many thousand digits.
  private static final TypeAdapter<JsonObject> OBJECT = GSON.getAdapter(JsonObject.class);
  private static final Pattern SPACE = Pattern.compile("[ \t\r\n]*");
  private static final Pattern STRING =
      Pattern.compile("\"(?:[^\"\\\\\\x00-\\x1f]++|\\\\(?:[\"\\\\/bfnrt]|u[0-9A-Fa-f]{4}))*+\"");
  private static final Pattern SCALAR =
      Pattern.compile(
          "(?:-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)"
              + "(?![0-9A-Za-z._])");
  private static final Pattern FOUND = Pattern.compile("[0-9A-Za-z._]{1,12}|(?s:.)");
  private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

  /** Patterns of what is found, and advice. */
  private static final String[][] ADVICE = {
    {"(?<=,\\s{0,99})[}\\]]", "; remove the comma before it"},
    {"['`\u2018\u201c\u201d]", "; JSON has straight double quotes only"},
    {"[/#]", "; JSON has no comments"},
    {
      "True|False|None|NaN|Infinity|undefined",
      "; JSON has true, false and null, in lower case, and finite numbers"
    }
  };

  private final String text;
  private int at;

  private JsonDoctor(String text) {
    this.text = text;
  }

  /** {@return the object of a body, behind a byte order mark; empty if it is not exactly one} */
  public static Optional<JsonObject> read(byte[] body) {
    String text = new String(body, UTF_8).replaceFirst("^\ufeff", "");
    return Body.isValid(body, UTF_8) ? read(text) : Optional.empty();
  }

  /** {@return the object of a text; empty if it is not exactly one. Gson alone accepts more} */
  static Optional<JsonObject> read(String text) {
    try {
      return diagnose(text).isPresent() ? Optional.empty() : Optional.of(OBJECT.fromJson(text));
    } catch (IOException | JsonParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** {@return a sentence in printable ASCII; empty if the body is one JSON object} */
  public static Optional<String> diagnose(byte[] body) {
    if (body.length == 0) {
      return Optional.of("the body is empty; send {} if there are no parameters");
    }
    String text = new String(body, UTF_8);
    if (!Body.isValid(body, UTF_8)) {
      String valid = text.substring(0, text.indexOf('\ufffd'));
      return Optional.of(place(valid) + "a byte is not UTF-8; send UTF-8, not Latin-1 or UTF-16");
    }
    return diagnose(text);
  }

  /** {@return a sentence in printable ASCII; empty if the text is one JSON object} */
  static Optional<String> diagnose(String text) {
    try {
      new JsonDoctor(text).body();
      return Optional.empty();
    } catch (JsonParseException e) {
      return Optional.of(e.getMessage());
    }
  }

  private void body() {
    skip(SPACE);
    if (!text.startsWith("{", at)) {
      throw broken(at, "expected {, since the body is an object, but " + found());
    }
    value(0);
    if (at < text.length()) {
      throw broken(at, "the object has ended, but " + found());
    }
  }

  private void value(int depth) {
    if (skip("{")) {
      values("}", Optional.of(new HashSet<>()), depth + 1);
    } else if (skip("[")) {
      values("]", Optional.empty(), depth + 1);
    } else if (text.startsWith("\"", at)) {
      string();
    } else if (!skip(SCALAR)) {
      throw expected("a value");
    }
    skip(SPACE);
  }

  /** Reads the values of an object, with names, or those of a list. */
  private void values(String end, Optional<Set<String>> names, int depth) {
    if (depth > MAX_DEPTH) {
      throw broken(at, "more than " + MAX_DEPTH + " objects and lists in each other");
    }
    if (!skip(end)) {
      do {
        names.ifPresent(this::name);
        value(depth);
      } while (skip(","));
      expect(end, "a comma or " + end);
    }
  }

  private void name(Set<String> names) {
    if (!text.startsWith("\"", at)) {
      throw expected("a name in double quotes");
    }
    int start = at;
    String name = string();
    if (!names.add(name)) {
      throw broken(start, "the member " + NearestName.printable(name) + " is duplicated");
    }
    skip(SPACE);
    expect(":", "a colon");
  }

  private String string() {
    int start = at;
    if (!skip(STRING)) {
      throw broken(
          at, "a string begins here that has no end, a control character or a wrong escape");
    }
    String meant = GSON.fromJson(text.substring(start, at), String.class);
    if (HALF_PAIR.matcher(meant).find()) {
      throw broken(start, "the string has half of a surrogate pair");
    }
    return meant;
  }

  private boolean skip(Pattern pattern) {
    Matcher matcher = matcher(pattern);
    boolean found = matcher.lookingAt();
    at = found ? matcher.end() : at;
    return found;
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
  }

  /** Skips a separator and the white space after it. */
  private boolean skip(String separator) {
    boolean found = text.startsWith(separator, at);
    at += found ? separator.length() : 0;
    return found && skip(SPACE);
  }

  private void expect(String separator, String name) {
    if (!skip(separator)) {
      throw expected(name);
    }
  }

  private JsonParseException expected(String what) {
    String advice =
        Stream.of(ADVICE)
            .filter(row -> matcher(Pattern.compile(row[0])).lookingAt())
            .map(row -> row[1])
            .findFirst()
            .orElse("");
    return broken(at, "expected " + what + ", but " + found() + advice);
  }

  private JsonParseException broken(int place, String why) {
    return new JsonParseException(place(text.substring(0, place)) + why);
  }

  /** {@return the word or the character at this place, in printable ASCII} */
  private String found() {
    Matcher found = matcher(FOUND);
    if (!found.lookingAt()) {
      return "the body ends here";
    }
    String text = found.group();
    return "found "
        + (text.matches("[!-~]+") ? text : String.format("U+%04X", text.codePointAt(0)));
  }

  private static String place(String before) {
    String[] lines = before.split("\r\n|\r|\n", -1);
    String last = lines[lines.length - 1];
    int column = last.codePointCount(0, last.length()) + 1;
    return "line " + lines.length + ", column " + column + ": ";
  }
}
