package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as received: the raw bytes are what is signed, and are read as JSON only after that has
 * been checked.
 */
final class SandboxRequest {
  private static final TypeAdapter<Map<String, JsonElement>> OBJECT =
      new Gson().getAdapter(new TypeToken<Map<String, JsonElement>>() {});

  private final String method;
  private final Function<String, List<String>> headers;
  private final Optional<byte[]> body;
  private Optional<Map<String, JsonElement>> json;

  /**
   * @param headers the values of a header, by its name in any case
   * @param body empty if it was too large to be kept
   */
  SandboxRequest(String method, Function<String, List<String>> headers, Optional<byte[]> body) {
    this.method = method;
    this.headers = headers;
    this.body = body;
  }

  String method() {
    return method;
  }

  List<String> headerValues(String name) {
    return headers.apply(name);
  }

  /** The value of a header that is there once, as {@link Checks} has made sure. */
  String header(String name) {
    return headers.apply(name).get(0);
  }

  boolean tooLarge() {
    return body.isEmpty();
  }

  byte[] body() {
    return body.orElseThrow();
  }

  /** The members of the JSON object in the body; empty if it is none. */
  Optional<Map<String, JsonElement>> json() {
    if (json == null) {
      json = parse(body());
    }
    return json;
  }

  JsonElement field(String name) {
    return json().orElseThrow().get(name);
  }

  // Strict in every way that JSON leaves open: valid UTF-8, no comments, no member twice, nothing
  // behind the object.
  private static Optional<Map<String, JsonElement>> parse(byte[] body) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        return Optional.empty();
      }
      Map<String, JsonElement> members = OBJECT.read(reader);
      return reader.peek() == JsonToken.END_DOCUMENT ? Optional.of(members) : Optional.empty();
    } catch (CharacterCodingException
        | JsonParseException
        | IllegalStateException
        | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      // Gson's way of saying that the text is no JSON; a StringReader has no trouble of its own.
      return Optional.empty();
    }
  }
}
