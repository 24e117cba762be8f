package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;

/**
 * Parses one text by the letter of RFC 8259, and refuses what readers understand differently: two
 * fields of one name, half of a surrogate pair, and nesting without end.
 *
 * <p>Gson has a strict mode of its own since 2.11; users of Spring Boot 3.3 have 2.10. Its readers
 * also take the last of two fields with one name, where others take the first.
 */
final class JsonParsing {
  private static final int MAX_DEPTH = 255;
  private static final char END = '\0';
  private static final JsonPrimitive TRUE = new JsonPrimitive(true);
  private static final JsonPrimitive FALSE = new JsonPrimitive(false);

  private final String text;
  private int next;

  JsonParsing(String text) {
    this.text = text;
  }

  /**
   * Parses all of the text.
   *
   * @throws JsonParseException if it is not JSON
   * @throws MalformedBodyException if an object has two fields of one name
   */
  JsonElement parse() throws MalformedBodyException {
    JsonElement value = value(0);
    require(afterSpace() == END && next == text.length());
    return value;
  }

  private JsonElement value(int depth) throws MalformedBodyException {
    require(depth <= MAX_DEPTH);
    switch (afterSpace()) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return new JsonPrimitive(string());
      case 't':
        return literal("true", TRUE);
      case 'f':
        return literal("false", FALSE);
      case 'n':
        return literal("null", JsonNull.INSTANCE);
      default:
        return new JsonPrimitive(number());
    }
  }

  private JsonObject object(int depth) throws MalformedBodyException {
    JsonObject object = new JsonObject();
    next++;
    if (isNextAfterSpace('}')) {
      return object;
    }
    do {
      require(afterSpace() == '"');
      String name = string();
      require(isNextAfterSpace(':'));
      if (object.has(name)) {
        throw new MalformedBodyException("duplicate field");
      }
      object.add(name, value(depth + 1));
    } while (isNextAfterSpace(','));
    require(isNext('}'));
    return object;
  }

  private JsonArray array(int depth) throws MalformedBodyException {
    JsonArray array = new JsonArray();
    next++;
    if (isNextAfterSpace(']')) {
      return array;
    }
    do {
      array.add(value(depth + 1));
    } while (isNextAfterSpace(','));
    require(isNext(']'));
    return array;
  }

  private JsonElement literal(String name, JsonElement value) {
    require(text.startsWith(name, next));
    next += name.length();
    return value;
  }

  private JsonNumber number() {
    int start = next;
    isNext('-');
    if (!isNext('0')) {
      digits();
    }
    if (isNext('.')) {
      digits();
    }
    if (isNext('e') || isNext('E')) {
      if (!isNext('-')) {
        isNext('+');
      }
      digits();
    }
    return new JsonNumber(text.substring(start, next));
  }

  private void digits() {
    require(isDigit(peek()));
    while (isDigit(peek())) {
      next++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String string() {
    int start = ++next;
    skipPlain();
    return isNext('"') ? text.substring(start, next - 1) : unescaped(start);
  }

  private String unescaped(int start) {
    StringBuilder unescaped = new StringBuilder().append(text, start, next);
    while (!isNext('"')) {
      require(isNext('\\'));
      unescaped.append(escaped());
      int from = next;
      skipPlain();
      unescaped.append(text, from, next);
    }
    // UTF-8 has none; an escape may be half a pair.
    String whole = unescaped.toString();
    require(!StrictJson.hasLoneSurrogate(whole));
    return whole;
  }

  /** Steps over characters of a text that stand for themselves. */
  private void skipPlain() {
    int i = next;
    while (i < text.length() && isPlain(text.charAt(i))) {
      i++;
    }
    next = i;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c != '"' && c != '\\';
  }

  private char escaped() {
    char c = peek();
    next++;
    switch (c) {
      case '"':
      case '\\':
      case '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      default:
        require(c == 'u');
        return (char) (hexDigit() << 12 | hexDigit() << 8 | hexDigit() << 4 | hexDigit());
    }
  }

  private int hexDigit() {
    char c = peek();
    require(c < 0x80);
    int digit = Character.digit(c, 16);
    require(digit >= 0);
    next++;
    return digit;
  }

  private char afterSpace() {
    char c = peek();
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      next++;
      c = peek();
    }
    return c;
  }

  private boolean isNextAfterSpace(char c) {
    char unused = afterSpace();
    return isNext(c);
  }

  /** Steps over the next character if it is this one. */
  private boolean isNext(char c) {
    boolean isNext = peek() == c;
    if (isNext) {
      next++;
    }
    return isNext;
  }

  // The end is a character that is allowed nowhere.
  private char peek() {
    return next < text.length() ? text.charAt(next) : END;
  }

  private static void require(boolean isJson) {
    if (!isJson) {
      throw new JsonParseException("not JSON");
    }
  }
}
