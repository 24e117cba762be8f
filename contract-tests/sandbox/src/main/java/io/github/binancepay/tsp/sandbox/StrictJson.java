package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON, strictly in every way that Gson leaves open: valid UTF-8, no comments, no duplicate
 * member, nothing behind the object. Gson's own strict mode is missing in its older releases, which
 * programs that use the sandbox as a fixture may have.
 */
final class StrictJson {
  private static final TypeAdapter<Map<String, JsonElement>> OBJECT =
      new Gson().getAdapter(new TypeToken<Map<String, JsonElement>>() {});
  private static final int MAX_DEPTH = 255;

  private final String text;
  private int next;

  private StrictJson(String text) {
    this.text = text;
  }

  /** The members of the JSON object; empty if the bytes are not exactly one. */
  static Optional<Map<String, JsonElement>> object(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!new StrictJson(text).isWhatGsonMayRead()) {
        return Optional.empty();
      }
      JsonReader reader = new JsonReader(new StringReader(text));
      setStrict(reader);
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        return Optional.empty();
      }
      Map<String, JsonElement> members = OBJECT.read(reader);
      return reader.peek() == JsonToken.END_DOCUMENT ? Optional.of(members) : Optional.empty();
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      // Bytes that are not UTF-8, or Gson's way of saying that the text is not JSON.
      return Optional.empty();
    }
  }

  // Deprecated where there is a stricter mode, but the only one that every release has.
  @SuppressWarnings("deprecation")
  private static void setStrict(JsonReader reader) {
    reader.setLenient(false);
  }

  /** Looks for what Gson takes although JSON does not have it, and for too many levels. */
  private boolean isWhatGsonMayRead() {
    int depth = 0;
    char before = ' ';
    while (next < text.length()) {
      char c = text.charAt(next++);
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      boolean exponent = c == 'E' && before >= '0' && before <= '9';
      if (depth > MAX_DEPTH || (c >= 'A' && c <= 'Z' && !exponent) || (c == '"' && !skipString())) {
        return false;
      }
      before = c;
    }
    return true;
  }

  /** Goes behind the string that has just begun; returns false if it is not one. */
  private boolean skipString() {
    boolean halfOfPair = false;
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (c == '"') {
        return !halfOfPair;
      }
      int read = c == '\\' ? escaped() : c;
      if (read < 0 || c < ' ' || halfOfPair != Character.isLowSurrogate((char) read)) {
        return false;
      }
      halfOfPair = Character.isHighSurrogate((char) read);
    }
    return false;
  }

  /**
   * The character that is escaped; -1 if none is. Which of the short ones it is does not matter.
   */
  private int escaped() {
    char kind = next < text.length() ? text.charAt(next++) : ' ';
    if (kind != 'u') {
      return "\"\\/bfnrt".indexOf(kind) < 0 ? -1 : kind;
    }
    if (next + 4 > text.length()) {
      return -1;
    }
    next += 4;
    try {
      return Integer.parseUnsignedInt(text, next - 4, next, 16);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
