package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.binancepay.tsp.internal.schema.LogText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.UnaryOperator;

/**
 * Reads a JSON object by the letter of RFC 8259: a body that is nearly JSON was damaged on the way.
 *
 * <p>Gson has a strict mode of its own since 2.11; users of Spring Boot 3.3 have 2.10.
 */
public final class StrictJson {
  private static final int MAX_DEPTH = 255;
  private static final TypeAdapter<JsonElement> OTHER_VALUES =
      new Gson().getAdapter(JsonElement.class);

  private StrictJson() {}

  static JsonObject read(byte[] body) throws MalformedBodyException {
    return read(decode(body), StrictJson::notJson);
  }

  /** Reads a body that no message quotes, for all of it may be a secret. */
  public static JsonObject readSecret(byte[] body) throws MalformedBodyException {
    return readSecret(decode(body));
  }

  /** The same, of a text. */
  public static JsonObject readSecret(String text) throws MalformedBodyException {
    return read(text, unused -> "not valid JSON, or cut off");
  }

  private static JsonObject read(String text, UnaryOperator<String> notJson)
      throws MalformedBodyException {
    if (text.isBlank()) {
      throw new MalformedBodyException("empty body");
    }
    JsonElement json;
    try {
      json = parse(text);
    } catch (IOException | RuntimeException e) {
      // Not as the cause: it names fields, and in a damaged body the token may stand for a name.
      throw new MalformedBodyException(notJson.apply(text));
    }
    if (!json.isJsonObject()) {
      throw new MalformedBodyException("JSON but not an object");
    }
    return json.getAsJsonObject();
  }

  private static String decode(byte[] body) throws MalformedBodyException {
    if (isAscii(body)) {
      return new String(body, ISO_8859_1);
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedBodyException("not UTF-8");
    }
  }

  private static boolean isAscii(byte[] body) {
    for (byte each : body) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }

  static JsonElement parse(String text) throws IOException, MalformedBodyException {
    checkCharacters(text);
    JsonReader reader = new JsonReader(new StringReader(text));
    JsonElement json = element(reader, 0);
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new JsonParseException("something follows the JSON value");
    }
    return json;
  }

  // What a reader that is not lenient lets pass all the same: control characters and unknown
  // escapes in a text, and literals in upper case.
  private static void checkCharacters(String text) {
    boolean inText = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed;
      if (!inText) {
        inText = c == '"';
        boolean exponent = c == 'E' && i > 0 && Character.isDigit(text.charAt(i - 1));
        allowed = exponent || c < 'A' || c > 'Z';
      } else if (c == '\\') {
        i++;
        allowed = i < text.length() && "\"\\/bfnrtu".indexOf(text.charAt(i)) >= 0;
      } else {
        inText = c != '"';
        allowed = c >= ' ';
      }
      if (!allowed) {
        throw new JsonParseException("not allowed in JSON");
      }
    }
  }

  // Gson's own would take the last of two fields with one name, where others take the first.
  private static JsonElement element(JsonReader reader, int depth)
      throws IOException, MalformedBodyException {
    if (depth > MAX_DEPTH) {
      throw new JsonParseException("nested too deeply");
    }
    if (reader.peek() == JsonToken.BEGIN_OBJECT) {
      JsonObject object = new JsonObject();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        checkCharactersOf(name);
        if (object.has(name)) {
          throw new MalformedBodyException("duplicate field");
        }
        object.add(name, element(reader, depth + 1));
      }
      reader.endObject();
      return object;
    }
    if (reader.peek() == JsonToken.BEGIN_ARRAY) {
      JsonArray array = new JsonArray();
      reader.beginArray();
      while (reader.hasNext()) {
        array.add(element(reader, depth + 1));
      }
      reader.endArray();
      return array;
    }
    if (reader.peek() == JsonToken.STRING) {
      String text = reader.nextString();
      checkCharactersOf(text);
      return new JsonPrimitive(text);
    }
    return OTHER_VALUES.read(reader);
  }

  private static void checkCharactersOf(String text) {
    if (hasLoneSurrogate(text)) {
      throw new JsonParseException("half of a surrogate pair");
    }
  }

  /** Whether UTF-8 has no bytes for a part of the text. */
  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  // A page is quoted, for it says who responded and why. What may be JSON, however damaged, is not:
  // it may hold the token. A tag that is never closed reaches to the end, so that the page is
  // searched once and not once for every tag.
  private static String notJson(String text) {
    String start = text.stripLeading();
    String words =
        start.startsWith("<")
            ? start.replaceAll("(?is)<(style|script)\\b.*?(?:</\\1>|\\z)|<[^>]*>?", " ")
            : start;
    if (start.startsWith("{")
        || start.startsWith("[")
        || words.contains("\"")
        || text.contains("authorizationToken")) {
      return "not valid JSON, or cut off";
    }
    return "not JSON: " + LogText.of(words);
  }
}
