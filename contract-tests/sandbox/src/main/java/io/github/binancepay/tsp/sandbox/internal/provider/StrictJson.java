package io.github.binancepay.tsp.sandbox.internal.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.JsonDoctor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Reads JSON more strictly than Gson: the decision is {@link JsonDoctor}'s. */
public final class StrictJson {
  private static final Gson GSON = new Gson();

  private StrictJson() {}

  /** {@return the members of a JSON object; empty if the bytes are not exactly one} */
  public static Optional<Map<String, JsonElement>> object(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    boolean marked = text.startsWith("\uFEFF");
    byte[] json = marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    try {
      return JsonDoctor.diagnose(json).isPresent()
          ? Optional.empty()
          : Optional.of(GSON.fromJson(marked ? text.substring(1) : text, JsonObject.class).asMap());
    } catch (JsonParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
