package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.MalformedResponseException;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.List;

/**
 * Makes an authorization, or the exception that fits, of whatever was answered. The envelope
 * decides, not the status.
 */
public final class EnvelopeReader {
  private static final List<String> REQUIRED_TEXTS =
      List.of(
          "authorizationId",
          "merchantName",
          "authorizationToken",
          "merchantId",
          "status",
          "redirectUrl");
  private static final List<String> REQUIRED_LISTS = List.of("scopes", "ipWhitelist");
  private static final List<String> PROVIDER_MESSAGES = List.of("errorMessage", "msg", "errorData");

  private final Gson gson;

  public EnvelopeReader(Gson gson) {
    this.gson = gson;
  }

  /**
   * Reads one response.
   *
   * @param clockSkew provider's clock minus this host's, or null if the answer has no date
   * @throws ApiException if the answer is a failure of the provider's
   * @throws MalformedResponseException if it is neither that nor an authorization
   */
  public Authorization read(int httpStatus, byte[] body, Duration clockSkew) {
    JsonObject envelope = envelope(httpStatus, body);
    String code = codeOf(envelope);
    if (code == null) {
      throw new MalformedResponseException(httpStatus, "it has no code", null);
    }
    boolean successCode = code.equals(ResultCode.SUCCESS.getValue());
    if (successCode && isText(envelope.get("status"), "SUCCESS")) {
      return authorization(httpStatus, envelope.get("data"));
    }
    if (successCode && isAbsent(envelope.get("status"))) {
      throw new MalformedResponseException(
          httpStatus, "it has the code of success, but no status", null);
    }
    throw new ApiException(httpStatus, code, providerMessage(envelope), clockSkew);
  }

  private JsonObject envelope(int httpStatus, byte[] body) {
    String text = decode(httpStatus, body);
    if (text.isBlank()) {
      throw new MalformedResponseException(httpStatus, "it is empty", null);
    }
    JsonElement json;
    try {
      json = parse(httpStatus, text);
    } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
      // Not as the cause: it names fields, and in a damaged answer the token may stand for a name.
      throw new MalformedResponseException(httpStatus, notJson(text), null);
    }
    if (!json.isJsonObject()) {
      throw new MalformedResponseException(httpStatus, "it is JSON, but not an object", null);
    }
    return json.getAsJsonObject();
  }

  private static String decode(int httpStatus, byte[] body) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedResponseException(httpStatus, "it is not UTF-8", e);
    }
  }

  // Strict, unlike JsonParser: an answer that is nearly JSON was damaged on the way.
  private JsonElement parse(int httpStatus, String text) throws IOException {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    JsonElement json = element(httpStatus, reader);
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new JsonParseException("something follows the JSON value");
    }
    return json;
  }

  // Gson's own would take the last of two fields with one name, where others take the first. The
  // reader's limit on nesting bounds the recursion.
  private JsonElement element(int httpStatus, JsonReader reader) throws IOException {
    if (reader.peek() == JsonToken.BEGIN_OBJECT) {
      JsonObject object = new JsonObject();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (object.has(name)) {
          throw new MalformedResponseException(httpStatus, "it has two fields with one name", null);
        }
        object.add(name, element(httpStatus, reader));
      }
      reader.endObject();
      return object;
    }
    if (reader.peek() == JsonToken.BEGIN_ARRAY) {
      JsonArray array = new JsonArray();
      reader.beginArray();
      while (reader.hasNext()) {
        array.add(element(httpStatus, reader));
      }
      reader.endArray();
      return array;
    }
    return gson.getAdapter(JsonElement.class).read(reader);
  }

  // A page is quoted, for it says who answered and why. What may be JSON, however damaged, is not:
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
      return "it is not valid JSON, or cut off";
    }
    return "it is not JSON, and reads: " + LogText.of(words);
  }

  private static String codeOf(JsonObject envelope) {
    JsonElement code = envelope.get("code");
    if (code == null || !code.isJsonPrimitive() || code.getAsJsonPrimitive().isBoolean()) {
      return null;
    }
    return code.getAsString();
  }

  private static String providerMessage(JsonObject envelope) {
    for (String name : PROVIDER_MESSAGES) {
      JsonElement message = envelope.get(name);
      if (isText(message) && !message.getAsString().isBlank()) {
        return message.getAsString();
      }
    }
    return null;
  }

  private Authorization authorization(int httpStatus, JsonElement data) {
    if (data == null || !data.isJsonObject()) {
      throw malformed(httpStatus, "data", data);
    }
    for (String name : REQUIRED_TEXTS) {
      JsonElement value = data.getAsJsonObject().get(name);
      if (!isText(value)) {
        throw malformed(httpStatus, "data." + name, value);
      }
    }
    for (String name : REQUIRED_LISTS) {
      JsonElement value = data.getAsJsonObject().get(name);
      if (!isListOfTexts(value)) {
        throw malformed(httpStatus, "data." + name, value);
      }
    }
    return gson.fromJson(data, Authorization.class);
  }

  private static MalformedResponseException malformed(
      int httpStatus, String field, JsonElement value) {
    return new MalformedResponseException(
        httpStatus,
        "it says SUCCESS, but " + field + (isAbsent(value) ? " is missing" : " is of a wrong type"),
        null);
  }

  private static boolean isAbsent(JsonElement value) {
    return value == null || value.isJsonNull();
  }

  private static boolean isListOfTexts(JsonElement value) {
    if (value == null || !value.isJsonArray()) {
      return false;
    }
    for (JsonElement item : value.getAsJsonArray()) {
      if (!isText(item)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(JsonElement value) {
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
  }

  private static boolean isText(JsonElement value, String expected) {
    return isText(value) && value.getAsString().equals(expected);
  }
}
