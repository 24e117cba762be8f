package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the place where a body is not one JSON object: line and column from 1, in characters. */
public final class JsonDoctor {
  private static final int MAX_DEPTH = 255;
  private static final Gson GSON = new Gson();
  private static final int SHOWN = 12;
  private static final Pattern WORD = Pattern.compile("[0-9A-Za-z._]{1,12}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern LITERAL = Pattern.compile("(true|false|null)(?![0-9A-Za-z._])");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([\"\\\\/bfnrt]|u[0-9A-Fa-f]{4})");
  private static final Pattern OTHER_LITERAL =
      Pattern.compile("True|False|None|NaN|Infinity|undefined");

  /** The end of reading. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String text, int at, String why) {
      super(place(text, at) + why, null, false, false);
    }
  }

  private final String text;
  private int at;

  private JsonDoctor(String text) {
    this.text = text;
  }

  /** {@return a sentence in printable ASCII; empty if the body is one JSON object} */
  public static Optional<String> diagnose(byte[] body) {
    if (body.length == 0) {
      return Optional.of("the body is empty; send {} if there are no parameters");
    }
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer characters = CharBuffer.allocate(body.length);
    boolean isUtf8 = !decoder.decode(bytes, characters, true).isError();
    String text = characters.flip().toString();
    if (!isUtf8) {
      String what = String.format("byte 0x%02X is not UTF-8", body[bytes.position()]);
      return Optional.of(place(text, text.length()) + what + "; send UTF-8, not Latin-1 or UTF-16");
    }
    try {
      new JsonDoctor(text).readAll();
      return Optional.empty();
    } catch (Broken e) {
      return Optional.of(e.getMessage());
    }
  }

  private void readAll() throws Broken {
    skipSpace();
    if (at < text.length() && text.charAt(at) != '{') {
      throw broken(at, "expected {, since the body is an object, but found " + found(at));
    }
    value(0);
    skipSpace();
    if (at < text.length()) {
      throw broken(at, "the object has ended, but there is more: " + found(at));
    }
  }

  private void value(int depth) throws Broken {
    char c = next("a value");
    if (c == '{' || c == '[') {
      if (depth == MAX_DEPTH) {
        throw broken(at, "more than " + MAX_DEPTH + " objects and lists in each other");
      }
      at++;
      members(c == '{', depth);
    } else if (c == '"') {
      string();
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      number();
    } else if (!skip(LITERAL)) {
      throw unexpected("a value");
    }
  }

  private void members(boolean object, int depth) throws Broken {
    char end = object ? '}' : ']';
    String first = object ? "a name in double quotes" : "a value";
    Set<String> names = new HashSet<>();
    boolean empty = true;
    while (next(empty ? first + " or " + end : first) != end || !empty) {
      if (text.charAt(at) == end) {
        throw broken(at, "a comma is before " + end + "; remove it");
      }
      if (object) {
        name(empty ? first + " or " + end : first, names);
      } else if (empty && !canStart(text.charAt(at))) {
        throw unexpected(first + " or " + end);
      }
      value(depth + 1);
      empty = false;
      char after = next("a comma or the end of the object or list");
      if (after != ',' && after != end) {
        throw unexpected("a comma or the end of the object or list");
      }
      if (after == end) {
        break;
      }
      at++;
    }
    at++;
  }

  private static boolean canStart(char c) {
    return "{[\"-".indexOf(c) >= 0 || Character.isLetterOrDigit(c);
  }

  private void name(String expected, Set<String> names) throws Broken {
    if (text.charAt(at) != '"') {
      throw unexpected(expected);
    }
    int start = at;
    String name = string();
    if (!names.add(name)) {
      throw broken(start, "the member " + shown(name) + " is duplicated");
    }
    if (next("a colon") != ':') {
      throw unexpected("a colon");
    }
    at++;
  }

  private void number() throws Broken {
    int start = at;
    boolean isNumber = skip(NUMBER);
    if (isNumber && text.substring(start, at).matches("-?0[0-9].*")) {
      throw broken(start, "a number begins with 0: " + found(start));
    }
    if (!isNumber
        || (at < text.length() && WORD.matcher(text).region(at, text.length()).lookingAt())) {
      throw broken(start, "not a number: " + found(start));
    }
  }

  private String string() throws Broken {
    int start = at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c < ' ') {
        String what = "a string has a control character, " + found(at);
        throw broken(at, what + "; write it as an escape");
      }
      if (c == '\\' && !skip(ESCAPE)) {
        throw broken(at, "not an escape of JSON: " + found(at));
      }
      at += c == '\\' ? 0 : 1;
    }
    if (at == text.length()) {
      throw broken(start, "a string begins here and has no end");
    }
    String meant = GSON.fromJson(text.substring(start, ++at), String.class);
    if (meant.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw broken(start, "the string has half of a surrogate pair");
    }
    return meant;
  }

  private boolean skip(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    boolean found = matcher.lookingAt();
    at = found ? matcher.end() : at;
    return found;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next(String expected) throws Broken {
    skipSpace();
    if (at == text.length()) {
      throw broken(at, "the body ends here, but expected " + expected);
    }
    return text.charAt(at);
  }

  private Broken broken(int place, String why) {
    return new Broken(text, place, why);
  }

  private Broken unexpected(String expected) {
    char c = text.charAt(at);
    String hint =
        "'\u2018\u201c\u201d`".indexOf(c) >= 0
            ? "; JSON has straight double quotes only"
            : "/#".indexOf(c) >= 0
                ? "; JSON has no comments"
                : OTHER_LITERAL.matcher(text).region(at, text.length()).lookingAt()
                    ? "; JSON has true, false and null, in lower case"
                    : "";
    return broken(at, "expected " + expected + ", but found " + found(at) + hint);
  }

  /** {@return the word or the character at a place} */
  private String found(int start) {
    Matcher word = WORD.matcher(text).region(start, text.length());
    return shown(
        word.lookingAt() ? word.group() : text.substring(start, text.offsetByCodePoints(start, 1)));
  }

  /** {@return the start of a text of the request, in printable ASCII} */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            c ->
                shown.append(
                    c > ' ' && c < 127 ? Character.toString(c) : String.format("U+%04X", c)));
    return shown.toString();
  }

  private static String place(String text, int at) {
    String[] lines = text.substring(0, at).split("\r\n|\r|\n", -1);
    String last = lines[lines.length - 1];
    int column = last.codePointCount(0, last.length()) + 1;
    return "line " + lines.length + ", column " + column + ": ";
  }
}
