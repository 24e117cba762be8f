package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.JsonElement;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads only JSON as RFC 8259 defines it, without duplicate names and nested at most 255 levels,
 * and keeps the values of unknown names. Gson is strict since 2.11; Spring Boot 3.3 pins 2.10.1.
 */
final class StrictReader extends JsonReader {
  private static final int MAX_DEPTH = 255;
  private static final Names ARRAY = new Names();
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:[\"\\\\/bfnrt]|u(?![dD][89a-fA-F])H{4}|u[dD][89abAB]H{2}\\\\u[dD][c-fC-F]H{2})"
              .replace("H", "[0-9a-fA-F]"));

  private final Deque<Names> open = new ArrayDeque<>();
  private Names closed;

  StrictReader(String json) throws MalformedJsonException {
    super(new StringReader(json));
    checkCharacters(json);
  }

  @Override
  public void beginObject() throws IOException {
    super.beginObject();
    open.push(new Names());
    require(open.size() <= MAX_DEPTH);
  }

  @Override
  public void beginArray() throws IOException {
    super.beginArray();
    open.push(ARRAY);
    require(open.size() <= MAX_DEPTH);
  }

  @Override
  public String nextName() throws IOException {
    Names names = open.element();
    names.last = super.nextName();
    if (!names.all.add(names.last)) {
      throw new MalformedBodyException("duplicate field");
    }
    return names.last;
  }

  /** Keeps the value. Gson calls this method for each unknown name. */
  @Override
  public void skipValue() throws IOException {
    Names names = open.element();
    names.unknown = names.unknown == null ? new LinkedHashMap<>() : names.unknown;
    names.unknown.put(names.last, ModelJson.ANY.read(this));
  }

  @Override
  public void endObject() throws IOException {
    super.endObject();
    closed = open.pop();
  }

  @Override
  public void endArray() throws IOException {
    super.endArray();
    open.pop();
  }

  /** Returns the unknown members of the object that was read last; null if there is none. */
  Map<String, JsonElement> unknown() {
    return closed.unknown;
  }

  // A JsonReader that is not lenient still accepts a byte order mark, literals in upper case, and
  // in strings control characters, unknown escapes and halves of surrogate pairs.
  private static void checkCharacters(String json) throws MalformedJsonException {
    Matcher escape = ESCAPE.matcher(json);
    boolean inString = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (!inString) {
        inString = c == '"';
        boolean exponent = c == 'E' && i > 0 && Character.isDigit(json.charAt(i - 1));
        require(exponent || c < 'A' || (c > 'Z' && c < 0x7F));
      } else if (c == '\\') {
        require(escape.region(i, json.length()).lookingAt());
        i = escape.end() - 1;
      } else {
        inString = c != '"';
        require(c >= ' ');
      }
    }
  }

  private static void require(boolean condition) throws MalformedJsonException {
    if (!condition) {
      throw new MalformedJsonException("not JSON as RFC 8259 defines it");
    }
  }

  private static final class Names {
    final Set<String> all = new HashSet<>();
    String last;
    Map<String, JsonElement> unknown;
  }
}
