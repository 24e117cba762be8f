package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.UnaryOperator;

/**
 * Reads a JSON object by the letter of RFC 8259: a body that is nearly JSON was damaged on the way.
 */
public final class StrictJson {
  private StrictJson() {}

  static JsonObject read(byte[] body) throws MalformedBodyException {
    return read(body, StrictJson::notJson);
  }

  /** Reads a body that no message quotes, for all of it may be a secret. */
  public static JsonObject readSecret(byte[] body) throws MalformedBodyException {
    return read(body, text -> "not valid JSON, or cut off");
  }

  private static JsonObject read(byte[] body, UnaryOperator<String> notJson)
      throws MalformedBodyException {
    String text = decode(body);
    if (text.isBlank()) {
      throw new MalformedBodyException("empty body");
    }
    JsonElement json;
    try {
      json = new JsonParsing(text).parse();
    } catch (RuntimeException e) {
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
