package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a JSON value stands in its text. Numbers, escapes and white space stay as they are, which
 * no JSON library offers.
 *
 * @param kind the value's first character
 * @param start of the value
 * @param end behind the value
 * @param children of an object or array, in their order
 * @param nameStart of the member's name with its quotes; -1 where the value is not a member's
 * @param nameEnd behind the member's name
 */
record JsonNode(
    char kind, int start, int end, List<JsonNode> children, int nameStart, int nameEnd) {
  private static final int MAX_DEPTH = 256;

  /** {@return the value that the text is, in any white space; empty if it is not JSON} */
  static Optional<JsonNode> parse(String text) {
    Parser parser = new Parser(text);
    try {
      JsonNode root = parser.value(0, -1, -1);
      parser.skipWhiteSpace();
      return parser.at == text.length() ? Optional.of(root) : Optional.empty();
    } catch (NotJsonException e) {
      return Optional.empty();
    }
  }

  boolean isObject() {
    return kind == '{';
  }

  boolean isArray() {
    return kind == '[';
  }

  /** {@return whether an object is among the children, or may be below one of them} */
  boolean hasObject() {
    for (JsonNode child : children) {
      if (child.isObject() || child.isArray()) {
        return true;
      }
    }
    return false;
  }

  boolean isString() {
    return kind == '"';
  }

  /** {@return where the member starts, or the value if it is not a member's} */
  int outerStart() {
    return nameStart < 0 ? start : nameStart;
  }

  String name(String text) {
    return text.substring(nameStart + 1, nameEnd - 1);
  }

  private static final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1;

    NotJsonException() {
      // Many bodies are not JSON; where they are not is of no interest here.
      super(null, null, false, false);
    }
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    JsonNode value(int depth, int nameStart, int nameEnd) throws NotJsonException {
      skipWhiteSpace();
      int start = at;
      char kind = peek();
      List<JsonNode> children = List.of();
      if (kind == '{' || kind == '[') {
        if (depth == MAX_DEPTH) {
          throw new NotJsonException();
        }
        children = children(kind == '{', depth);
      } else if (kind == '"') {
        string();
      } else {
        word();
      }
      return new JsonNode(kind, start, at, children, nameStart, nameEnd);
    }

    private List<JsonNode> children(boolean object, int depth) throws NotJsonException {
      char close = object ? '}' : ']';
      List<JsonNode> children = new ArrayList<>();
      at++;
      skipWhiteSpace();
      if (peek() == close) {
        at++;
        return children;
      }
      while (true) {
        children.add(object ? member(depth) : value(depth + 1, -1, -1));
        skipWhiteSpace();
        char next = peek();
        at++;
        if (next == close) {
          return children;
        }
        if (next != ',') {
          throw new NotJsonException();
        }
        skipWhiteSpace();
      }
    }

    private JsonNode member(int depth) throws NotJsonException {
      int nameStart = at;
      if (peek() != '"') {
        throw new NotJsonException();
      }
      string();
      int nameEnd = at;
      skipWhiteSpace();
      if (peek() != ':') {
        throw new NotJsonException();
      }
      at++;
      return value(depth + 1, nameStart, nameEnd);
    }

    private void string() throws NotJsonException {
      int end = text.indexOf('"', at + 1);
      while (end >= 0 && isEscaped(end)) {
        end = text.indexOf('"', end + 1);
      }
      if (end < 0) {
        throw new NotJsonException();
      }
      at = end + 1;
    }

    private boolean isEscaped(int quote) {
      int first = quote;
      while (text.charAt(first - 1) == '\\') {
        first--;
      }
      return (quote - first) % 2 == 1;
    }

    private void word() throws NotJsonException {
      int start = at;
      while (at < text.length() && isOfWord(text.charAt(at))) {
        at++;
      }
      if (at == start) {
        throw new NotJsonException();
      }
    }

    private static boolean isOfWord(char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || "+-.E".indexOf(c) >= 0;
    }

    private char peek() throws NotJsonException {
      if (at >= text.length()) {
        throw new NotJsonException();
      }
      return text.charAt(at);
    }

    void skipWhiteSpace() {
      while (at < text.length() && isWhiteSpace(text.charAt(at))) {
        at++;
      }
    }

    private static boolean isWhiteSpace(char c) {
      return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
  }
}
