package io.github.binancepay.tsp.sandbox.internal.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.JsonDoctor;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Reads JSON that {@link JsonDoctor} accepts. Gson alone accepts more. */
public final class StrictJson {
  // Without a Gson, the adapter is strict: it rejects numbers of many thousand digits.
  private static final TypeAdapter<JsonObject> OBJECT = new Gson().getAdapter(JsonObject.class);

  private StrictJson() {}

  /** {@return the members of a JSON object; empty if the bytes are not exactly one} */
  public static Optional<Map<String, JsonElement>> object(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    byte[] json = text.startsWith("\uFEFF") ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    try {
      return JsonDoctor.diagnose(json).isPresent()
          ? Optional.empty()
          : Optional.of(OBJECT.fromJson(text).asMap());
    } catch (IOException | JsonParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
