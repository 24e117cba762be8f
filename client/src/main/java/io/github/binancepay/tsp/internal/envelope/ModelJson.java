package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.util.Arrays;

/** Converts between generated models and JSON text. */
public final class ModelJson {
  static final String NOT_JSON = "not valid JSON, or cut off";
  private static final ModelAdapterFactory MODELS = new ModelAdapterFactory();
  private static final Gson GSON = new GsonBuilder().registerTypeAdapterFactory(MODELS).create();
  static final TypeAdapter<JsonElement> ANY = GSON.getAdapter(JsonElement.class);

  private static final int USUAL_REQUEST_LENGTH = 256;

  private ModelJson() {}

  /** Decodes a body. One byte order mark at its start is ignored. */
  public static String decode(byte[] body) throws MalformedBodyException {
    String text = new String(body, UTF_8);
    // Stands for bytes that are not UTF-8, and may also be in a correct body.
    if (text.indexOf('\uFFFD') >= 0 && !Arrays.equals(text.getBytes(UTF_8), body)) {
      throw new MalformedBodyException("not UTF-8");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  static <T> ModelAdapter<T> adapter(Class<T> model) {
    return new ModelAdapter<>(model, GSON.getDelegateAdapter(MODELS, TypeToken.get(model)));
  }

  /** Reads a JSON object without a model. */
  public static JsonObject object(String json) throws MalformedBodyException {
    JsonElement value = read(json, ANY);
    if (!value.isJsonObject()) {
      throw new MalformedBodyException("JSON but not an object");
    }
    return value.getAsJsonObject();
  }

  /** Reads a generated model. */
  public static <T> T model(String json, Class<T> type) throws MalformedBodyException {
    return read(json, GSON.getAdapter(type));
  }

  static <T> T read(String json, TypeAdapter<T> adapter) throws MalformedBodyException {
    if (json.isBlank()) {
      throw new MalformedBodyException("empty body");
    }
    try (StrictReader reader = new StrictReader(json)) {
      T value = adapter.read(reader);
      if (reader.peek() == JsonToken.END_DOCUMENT) {
        return value;
      }
    } catch (MalformedBodyException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Reported below.
    }
    // Without a cause: it quotes the body.
    throw new MalformedBodyException(NOT_JSON);
  }

  /**
   * Checks a request.
   *
   * @throws IllegalArgumentException as {@link #write write} does
   */
  public static <T> void check(T request, Class<T> type) {
    byte[] unused = write(request, type);
  }

  /**
   * Writes a request as the declared type, which its class may extend.
   *
   * @throws IllegalArgumentException if the document does not allow the request; names the field
   */
  @SuppressWarnings("unchecked")
  static byte[] write(Object request, Type type) {
    StringWriter json = new StringWriter(USUAL_REQUEST_LENGTH);
    JsonWriter writer = new JsonWriter(json);
    writer.setSerializeNulls(false);
    try {
      ((TypeAdapter<Object>) GSON.getAdapter(TypeToken.get(type))).write(writer, request);
    } catch (IOException e) {
      throw new AssertionError("a StringWriter does not fail", e);
    }
    String text = json.toString();
    byte[] body = text.getBytes(UTF_8);
    // Half of a surrogate pair becomes a question mark.
    if (!text.equals(new String(body, UTF_8))) {
      throw new IllegalArgumentException(
          "request is not valid text: it has half of a surrogate pair");
    }
    return body;
  }
}
