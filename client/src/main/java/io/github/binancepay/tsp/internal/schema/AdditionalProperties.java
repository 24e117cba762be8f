package io.github.binancepay.tsp.internal.schema;

import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Properties of a generated model that the document lacks. */
public final class AdditionalProperties {
  private static final int MAX_DEPTH = 255;
  // The quotes of JSON inside a string are escaped.
  private static final Pattern SECRET =
      Pattern.compile("(?i)(token|secret|key|signature)[^\"]{0,64}\"\\s{0,9}:");

  private AdditionalProperties() {}

  /** Returns the map, or a new one in place of an empty map, with the property. */
  public static Map<String, JsonElement> put(
      Map<String, JsonElement> properties, Set<String> documented, String name, JsonElement value) {
    if (name == null || value == null) {
      throw new IllegalArgumentException("name or value is null; JsonNull.INSTANCE sends null");
    }
    if (documented.contains(name)) {
      throw new IllegalArgumentException(name + " is documented; call its setter");
    }
    checkDepth(value, MAX_DEPTH);
    Map<String, JsonElement> result = properties.isEmpty() ? new LinkedHashMap<>() : properties;
    result.put(name, value.deepCopy());
    return result;
  }

  private static void checkDepth(JsonElement value, int left) {
    if (value.isJsonArray() || value.isJsonObject()) {
      if (left == 0) {
        throw new IllegalArgumentException("value is nested more than 255 levels deep");
      }
      Iterable<JsonElement> children =
          value.isJsonArray() ? value.getAsJsonArray() : value.getAsJsonObject().asMap().values();
      children.forEach(child -> checkDepth(child, left - 1));
    }
  }

  /** Formats one line for each property, with an asterisk for a value that may hold a secret. */
  public static String lines(Map<String, JsonElement> properties) {
    StringBuilder lines = new StringBuilder();
    properties.forEach(
        (name, value) -> {
          boolean secret = SECRET.matcher('"' + name + "\":" + value).find();
          lines.append("    ").append(LogText.of(name)).append(": ");
          lines.append(secret ? "*" : value).append('\n');
        });
    return lines.toString();
  }
}
