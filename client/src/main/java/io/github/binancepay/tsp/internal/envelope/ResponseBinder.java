package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.reflect.TypeToken;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Makes a generated model of parsed JSON that matches it. */
public final class ResponseBinder {
  private static final int MAX_NUMBER_LENGTH = 64;

  private final Gson gson;

  public ResponseBinder(Gson gson) {
    this.gson = gson;
  }

  /**
   * Makes the model, if what is required is present, and every known property is of its type.
   *
   * @throws MalformedBodyException that names the field
   */
  public <T> T model(JsonObject json, Class<T> model) throws MalformedBodyException {
    return model.cast(properties(json, model));
  }

  static boolean isAbsent(JsonElement value) {
    return value == null || value.isJsonNull();
  }

  static boolean isText(JsonElement value) {
    return value instanceof JsonPrimitive && ((JsonPrimitive) value).isString();
  }

  private static boolean isBoolean(JsonElement value) {
    return value instanceof JsonPrimitive && ((JsonPrimitive) value).isBoolean();
  }

  private static boolean isNumber(JsonElement value) {
    return value instanceof JsonPrimitive && ((JsonPrimitive) value).isNumber();
  }

  // A problem gets its field's name on the way back, so that a right response costs no text.
  private Object properties(JsonObject json, Class<?> type) throws MalformedBodyException {
    Object model = Property.newInstance(type);
    for (Property property : Property.of(type)) {
      JsonElement value = json.get(property.name);
      if (!isAbsent(value)) {
        property.set(model, value(property.name, value, property.type));
      } else if (property.required) {
        throw new MalformedBodyException(property.name + " is missing");
      } else if (value != null) {
        property.set(model, null);
      }
    }
    return model;
  }

  private Object value(String field, JsonElement value, Type type) throws MalformedBodyException {
    Class<?> raw = type instanceof Class ? (Class<?>) type : TypeToken.get(type).getRawType();
    if (raw == String.class) {
      require(isText(value), field, "a string");
      return value.getAsString();
    }
    if (raw == List.class) {
      require(value.isJsonArray(), field, "a list");
      return elements(
          field, value.getAsJsonArray(), ((ParameterizedType) type).getActualTypeArguments()[0]);
    }
    if (!Property.of(raw).isEmpty()) {
      require(value.isJsonObject(), field, "an object");
      return nested(field, value.getAsJsonObject(), raw);
    }
    if (raw == Boolean.class) {
      require(isBoolean(value), field, "a boolean");
      return value.getAsBoolean();
    }
    if (raw == Integer.class || raw == Long.class) {
      require(isNumber(value) && isInteger(value.getAsString(), raw), field, "an integer");
      return raw == Long.class ? (Object) value.getAsLong() : (Object) value.getAsInt();
    }
    if (Number.class.isAssignableFrom(raw)) {
      require(isNumber(value) && isFinite(value.getAsString()), field, "a number");
    }
    if (raw == Number.class) {
      return value.getAsNumber();
    }
    return other(field, value, type, raw);
  }

  private Object nested(String field, JsonObject json, Class<?> type)
      throws MalformedBodyException {
    try {
      return properties(json, type);
    } catch (MalformedBodyException e) {
      throw new MalformedBodyException(field + "." + e.getMessage());
    }
  }

  private List<Object> elements(String field, JsonArray json, Type type)
      throws MalformedBodyException {
    List<Object> elements = new ArrayList<>(json.size());
    for (JsonElement element : json) {
      try {
        if (isAbsent(element)) {
          throw new MalformedBodyException(" is null");
        }
        elements.add(value("", element, type));
      } catch (MalformedBodyException e) {
        throw new MalformedBodyException(field + "[" + elements.size() + "]" + e.getMessage());
      }
    }
    return elements;
  }

  private static void require(boolean isRight, String field, String expected)
      throws MalformedBodyException {
    if (!isRight) {
      throw new MalformedBodyException(field + " is not " + expected);
    }
  }

  // What the document may have one day: a number of another type, an enum, a map.
  private Object other(String field, JsonElement value, Type type, Class<?> raw)
      throws MalformedBodyException {
    Object read = null;
    try {
      read = gson.getAdapter(TypeToken.get(type)).fromJsonTree(value);
    } catch (RuntimeException e) {
      // Not as a cause: it quotes the value.
    }
    require(read != null, field, "a " + raw.getSimpleName());
    return read;
  }

  // Gson would drop a fraction, and the upper bits of a number that is too large.
  private static boolean isInteger(String number, Class<?> type) {
    try {
      long parsed = Long.parseLong(number);
      return type == Long.class || parsed == (int) parsed;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  // The limit is for BigDecimal, which parses in time that grows with the square of the length.
  private static boolean isFinite(String number) {
    return number.length() <= MAX_NUMBER_LENGTH && Double.isFinite(Double.parseDouble(number));
  }
}
