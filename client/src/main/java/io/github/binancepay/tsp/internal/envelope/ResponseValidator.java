package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.reflect.TypeToken;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;

/** Makes a generated model of parsed JSON, once that is known to match it. */
public final class ResponseValidator {
  private static final int MAX_NUMBER_LENGTH = 64;

  private final Gson gson;

  public ResponseValidator(Gson gson) {
    this.gson = gson;
  }

  /**
   * Checks that what is required is present, and that every known property is of its type.
   *
   * @throws MalformedBodyException that names the field
   */
  void check(JsonObject json, Class<?> model) throws MalformedBodyException {
    checkProperties("", json, model);
  }

  /**
   * Makes the model, after all that {@link #check} does.
   *
   * @throws MalformedBodyException that names the field
   */
  public <T> T model(JsonObject json, Class<T> model) throws MalformedBodyException {
    check(json, model);
    try {
      return gson.fromJson(json, model);
    } catch (RuntimeException e) {
      // Not as the cause: it quotes the value.
      throw new MalformedBodyException("not a " + model.getSimpleName());
    }
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

  private void checkProperties(String prefix, JsonObject json, Class<?> model)
      throws MalformedBodyException {
    for (Property property : Property.of(model)) {
      JsonElement value = json.get(property.name);
      if (!isAbsent(value)) {
        checkValue(prefix + property.name, value, property.type);
      } else if (property.required) {
        throw new MalformedBodyException(prefix + property.name + " is missing");
      }
    }
  }

  private void checkValue(String field, JsonElement value, Type type)
      throws MalformedBodyException {
    Class<?> raw = TypeToken.get(type).getRawType();
    if (Collection.class.isAssignableFrom(raw)) {
      require(value.isJsonArray(), field, "a list");
      checkElements(
          field, value.getAsJsonArray(), ((ParameterizedType) type).getActualTypeArguments()[0]);
    } else if (!Property.of(raw).isEmpty()) {
      require(value.isJsonObject(), field, "an object");
      checkProperties(field + ".", value.getAsJsonObject(), raw);
    } else if (raw == String.class) {
      require(isText(value), field, "a string");
    } else if (raw == Boolean.class) {
      require(isBoolean(value), field, "a boolean");
    } else if (raw == Integer.class || raw == Long.class) {
      require(isNumber(value) && isInteger(value.getAsString(), raw), field, "an integer");
    } else if (Number.class.isAssignableFrom(raw)) {
      require(isNumber(value) && isFinite(value.getAsString()), field, "a number");
    } else {
      require(isReadable(value, type), field, "a " + raw.getSimpleName());
    }
  }

  private void checkElements(String field, JsonArray elements, Type type)
      throws MalformedBodyException {
    for (int i = 0; i < elements.size(); i++) {
      String name = field + "[" + i + "]";
      if (isAbsent(elements.get(i))) {
        throw new MalformedBodyException(name + " is null");
      }
      checkValue(name, elements.get(i), type);
    }
  }

  private static void require(boolean isRight, String field, String expected)
      throws MalformedBodyException {
    if (!isRight) {
      throw new MalformedBodyException(field + " is not " + expected);
    }
  }

  private boolean isReadable(JsonElement value, Type type) {
    try {
      Object read = gson.fromJson(value, type);
      return read != null;
    } catch (RuntimeException e) {
      // Not as a cause: it quotes the value.
      return false;
    }
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
