package io.github.binancepay.tsp.sandbox.internal.provider;

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
 * Reads JSON more strictly than Gson: valid UTF-8, no comments, no duplicate members, nothing after
 * the object. Older releases of Gson, which programs that use the sandbox may have, lack a strict
 * mode.
 */
public final class StrictJson {
  private static final TypeAdapter<Map<String, JsonElement>> OBJECT =
      new Gson().getAdapter(new TypeToken<Map<String, JsonElement>>() {});
  private static final int MAX_DEPTH = 255;

  private StrictJson() {}

  /** {@return the members of a JSON object; empty if the bytes are not exactly one} */
  public static Optional<Map<String, JsonElement>> object(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!isWhatGsonMayRead(text)) {
        return Optional.empty();
      }
      JsonReader reader = new JsonReader(new StringReader(text));
      setStrict(reader);
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        return Optional.empty();
      }
      Map<String, JsonElement> members = OBJECT.read(reader);
      // UTF-8 has no lone surrogates; only an escape can be one.
      boolean escaped = text.contains("\\u");
      return reader.peek() == JsonToken.END_DOCUMENT
              && !(escaped && hasLoneSurrogate(members.toString()))
          ? Optional.of(members)
          : Optional.empty();
    } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
      // The bytes are not UTF-8, or the text is not JSON.
      return Optional.empty();
    }
  }

  // Deprecated in releases with a stricter mode, but the only one that every release has.
  @SuppressWarnings("deprecation")
  private static void setStrict(JsonReader reader) {
    reader.setLenient(false);
  }

  /** Rejects text that Gson accepts although it is not JSON, and too many levels. */
  static boolean isWhatGsonMayRead(String text) {
    int depth = 0;
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        boolean escaped = c == '\\';
        i += escaped ? 1 : 0;
        boolean known =
            !escaped || (i < text.length() && "\"\\/bfnrtu".indexOf(text.charAt(i)) >= 0);
        if (c < ' ' || !known) {
          return false;
        }
        inString = c != '"';
      } else {
        inString = c == '"';
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        boolean exponent = c == 'E' && i > 0 && Character.isDigit(text.charAt(i - 1));
        if (depth > MAX_DEPTH || (c >= 'A' && c <= 'Z' && !exponent)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
