package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Says where a body is not one JSON object, and what is there: line and column from 1, in
 * characters.
 */
public final class JsonDoctor {
  private static final int MAX_DEPTH = 255;
  private static final int SHOWN = 12;

  /** What may come next. */
  private enum Expected {
    VALUE("a value"),
    VALUE_OR_END("a value or ]"),
    NAME("a name in double quotes"),
    NAME_OR_END("a name in double quotes or }"),
    COLON("a colon"),
    COMMA_OR_END("a comma or the end of the object or list"),
    NOTHING("nothing more");

    private final String words;

    Expected(String words) {
      this.words = words;
    }
  }

  /** An object or list that is not at its end; the names are null for a list. */
  private record Open(Set<String> names) {}

  /** Where reading ends. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    private final transient int at;

    Broken(int at, String why) {
      super(why, null, false, false);
      this.at = at;
    }
  }

  private final String text;
  private final Deque<Open> open = new ArrayDeque<>();
  private int at;
  private Expected expected = Expected.VALUE;

  private JsonDoctor(String text) {
    this.text = text;
  }

  /**
   * Finds where a body breaks.
   *
   * @param body the bytes received
   * @return one sentence in printable ASCII; empty if the body is one JSON object
   */
  public static Optional<String> diagnose(byte[] body) {
    if (body.length == 0) {
      return Optional.of("the body is empty; without parameters it is {}");
    }
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer characters = CharBuffer.allocate(body.length);
    CoderResult result = decoder.decode(bytes, characters, true);
    String text = characters.flip().toString();
    if (result.isError()) {
      return Optional.of(
          place(text, text.length())
              + String.format("byte 0x%02X is not UTF-8", body[bytes.position()])
              + "; send UTF-8, not Latin-1 or UTF-16");
    }
    return new JsonDoctor(text).diagnose();
  }

  private Optional<String> diagnose() {
    try {
      read();
      return Optional.empty();
    } catch (Broken e) {
      return Optional.of(place(text, e.at) + e.getMessage());
    }
  }

  private void read() throws Broken {
    skipSpace();
    if (at < text.length() && text.charAt(at) != '{') {
      throw new Broken(at, "expected {, since the body is an object, but found " + found(at));
    }
    while (expected != Expected.NOTHING) {
      skipSpace();
      if (at == text.length()) {
        throw new Broken(at, "the body ends here, but expected " + expected.words);
      }
      next(text.charAt(at));
    }
    skipSpace();
    if (at < text.length()) {
      throw new Broken(at, "the object has ended, but there is more: " + found(at));
    }
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void next(char c) throws Broken {
    switch (expected) {
      case VALUE, VALUE_OR_END -> {
        if (c == ']' && expected == Expected.VALUE_OR_END) {
          close();
        } else {
          value(c);
        }
      }
      case NAME, NAME_OR_END -> {
        if (c == '}' && expected == Expected.NAME_OR_END) {
          close();
        } else {
          name(c);
        }
      }
      case COLON -> take(c == ':', Expected.VALUE);
      default -> commaOrEnd(c);
    }
  }

  private void take(boolean right, Expected then) throws Broken {
    if (!right) {
      throw unexpected();
    }
    at++;
    expected = then;
  }

  private void commaOrEnd(char c) throws Broken {
    boolean list = open.element().names() == null;
    if (c == (list ? ']' : '}')) {
      close();
    } else {
      take(c == ',', list ? Expected.VALUE : Expected.NAME);
    }
  }

  private void close() {
    open.pop();
    at++;
    expected = open.isEmpty() ? Expected.NOTHING : Expected.COMMA_OR_END;
  }

  private void name(char c) throws Broken {
    if (c != '"') {
      throw c == '}' ? new Broken(at, "a comma stands before }; leave it out") : unexpected();
    }
    int start = at;
    String name = string();
    if (!open.element().names().add(name)) {
      throw new Broken(start, "the member " + shown(name) + " is there a second time");
    }
    expected = Expected.COLON;
  }

  private void value(char c) throws Broken {
    if (c == '{' || c == '[') {
      if (open.size() == MAX_DEPTH) {
        throw new Broken(at, "more than " + MAX_DEPTH + " objects and lists in each other");
      }
      open.push(new Open(c == '{' ? new HashSet<>() : null));
      at++;
      expected = c == '{' ? Expected.NAME_OR_END : Expected.VALUE_OR_END;
      return;
    }
    if (c == '"') {
      string();
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      number();
    } else {
      literal(c);
    }
    expected = Expected.COMMA_OR_END;
  }

  private void literal(char c) throws Broken {
    for (String literal : new String[] {"true", "false", "null"}) {
      int end = at + literal.length();
      if (text.startsWith(literal, at) && (end == text.length() || !isWord(text.charAt(end)))) {
        at = end;
        return;
      }
    }
    if (c == ']') {
      throw new Broken(at, "a comma stands before ]; leave it out");
    }
    throw unexpected();
  }

  private void number() throws Broken {
    int start = at;
    at += text.charAt(at) == '-' ? 1 : 0;
    int first = at;
    digits(start);
    if (text.charAt(first) == '0' && at > first + 1) {
      throw new Broken(start, "a number begins with 0: " + found(start));
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits(start);
    }
    if (at < text.length() && "eE".indexOf(text.charAt(at)) >= 0) {
      at++;
      at += at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? 1 : 0;
      digits(start);
    }
    if (at < text.length() && isWord(text.charAt(at))) {
      throw new Broken(start, "not a number: " + found(start));
    }
  }

  private void digits(int start) throws Broken {
    int first = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == first) {
      throw new Broken(start, "not a number: " + found(start));
    }
  }

  /** Reads a string in double quotes, and returns it as it is meant. */
  private String string() throws Broken {
    int start = at++;
    StringBuilder meant = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c < ' ') {
        throw new Broken(
            at, "a string has a control character, " + found(at) + "; write it as an escape");
      }
      if (c == '\\') {
        meant.append(escape());
      } else {
        meant.append(c);
        at++;
      }
    }
    if (at == text.length()) {
      throw new Broken(start, "a string begins here and has no end");
    }
    at++;
    checkSurrogates(meant, start);
    return meant.toString();
  }

  private char escape() throws Broken {
    int start = at;
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    int known = "\"\\/bfnrt".indexOf(kind);
    if (known >= 0) {
      at += 2;
      return "\"\\/\b\f\n\r\t".charAt(known);
    }
    int code = 0;
    for (int i = 2; kind == 'u' && i < 6; i++) {
      int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      code = digit < 0 || text.charAt(at + i) > 'f' ? -1 : code * 16 + digit;
      if (code < 0) {
        break;
      }
    }
    if (kind != 'u' || code < 0) {
      throw new Broken(start, "not an escape of JSON: " + found(start));
    }
    at += 6;
    return (char) code;
  }

  private static void checkSurrogates(CharSequence meant, int start) throws Broken {
    if (meant.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new Broken(start, "the string has half of a surrogate pair");
    }
  }

  private Broken unexpected() {
    char c = text.charAt(at);
    String found = "expected " + expected.words + ", but found " + found(at);
    if (c == '\'' || c == '\u2018' || c == '\u201c' || c == '\u201d' || c == '`') {
      return new Broken(at, found + "; JSON has straight double quotes only");
    }
    if (c == '/' || c == '#') {
      return new Broken(at, found + "; JSON has no comments");
    }
    for (String python : new String[] {"True", "False", "None", "NaN", "Infinity", "undefined"}) {
      if (text.startsWith(python, at)) {
        return new Broken(at, found + "; JSON has true, false and null, in lower case");
      }
    }
    return new Broken(at, found);
  }

  /** What stands at a place: a word, or one character. */
  private String found(int start) {
    int end = start;
    while (end < text.length() && end - start < SHOWN && isWord(text.charAt(end))) {
      end++;
    }
    if (end > start) {
      return shown(text.substring(start, end));
    }
    return shown(text.substring(start, text.offsetByCodePoints(start, 1)));
  }

  private static boolean isWord(char c) {
    return c == '.' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  /** Text of a request in printable ASCII, and not all of it. */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (c > ' ' && c < 127) {
                shown.appendCodePoint(c);
              } else {
                shown.append(String.format("U+%04X", c));
              }
            });
    return shown.toString();
  }

  private static String place(String text, int at) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < at; i++) {
      char c = text.charAt(i);
      boolean end =
          c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'));
      if (end) {
        line++;
        start = i + 1;
      }
    }
    return "line " + line + ", column " + (text.codePointCount(start, at) + 1) + ": ";
  }
}
