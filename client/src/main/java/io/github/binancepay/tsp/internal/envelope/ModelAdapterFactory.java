package io.github.binancepay.tsp.internal.envelope;

import static com.google.gson.stream.JsonToken.BEGIN_ARRAY;
import static com.google.gson.stream.JsonToken.BEGIN_OBJECT;
import static com.google.gson.stream.JsonToken.BOOLEAN;
import static com.google.gson.stream.JsonToken.NULL;
import static com.google.gson.stream.JsonToken.NUMBER;
import static com.google.gson.stream.JsonToken.STRING;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads values of the documented type only; a string may also be a number or a boolean. Gson would
 * make false of any string, 2^63 - 1 of 2^63, and 1 of 1.0. A message names the path of known
 * fields, and never quotes a value.
 */
final class ModelAdapterFactory implements TypeAdapterFactory {
  private static final int MAX_NUMBER_LENGTH = 64;
  private static final int MAX_SCALE = 400;
  private static final Expected OBJECT = new Expected("an object", null, BEGIN_OBJECT);
  private static final Expected MAP = new Expected("a map as documented", null, BEGIN_OBJECT);
  private static final Map<Class<?>, Expected> EXPECTED =
      Map.of(
          String.class, new Expected("a string", null, STRING, NUMBER, BOOLEAN),
          Boolean.class, new Expected("a boolean", null, BOOLEAN),
          Integer.class, new Expected("an integer", Integer::valueOf, NUMBER),
          Long.class, new Expected("an integer", Long::valueOf, NUMBER),
          Double.class, new Expected("a number", text -> decimal(text).doubleValue(), NUMBER),
          Number.class, new Expected("a number", ModelAdapterFactory::decimal, NUMBER),
          List.class, new Expected("a list", null, BEGIN_ARRAY),
          Map.class, MAP);

  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    Expected expected = EXPECTED.get(raw);
    if (raw.isEnum()) {
      expected = new Expected("a documented value", null, STRING);
    }
    if (expected != null) {
      return new Checked<>(expected, gson.getDelegateAdapter(this, type));
    }
    return ModelAdapter.isModel(raw)
        ? new Checked<>(OBJECT, new ModelAdapter<>(raw, gson.getDelegateAdapter(this, type)))
        : null;
  }

  // Bounded, since arithmetic takes time and memory that grow with length and exponent.
  private static BigDecimal decimal(String text) {
    BigDecimal decimal = text.length() > MAX_NUMBER_LENGTH ? null : new BigDecimal(text);
    if (decimal == null
        || decimal.scale() > MAX_SCALE
        || Double.isInfinite(decimal.doubleValue())) {
      throw new NumberFormatException();
    }
    return decimal;
  }

  /** Returns the path of a known field, without the root. */
  static String path(String jsonPath) {
    return jsonPath.replaceFirst("^\\$\\.?", "");
  }

  private static final class Expected {
    final String name;
    final Function<String, Object> number;
    final Set<JsonToken> tokens;

    Expected(String name, Function<String, Object> number, JsonToken first, JsonToken... others) {
      this.name = name;
      this.number = number;
      this.tokens = EnumSet.of(first, others);
    }
  }

  private static final class Checked<T> extends TypeAdapter<T> {
    private final Expected expected;
    private final TypeAdapter<T> delegate;

    Checked(Expected expected, TypeAdapter<T> delegate) {
      this.expected = expected;
      this.delegate = delegate;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T read(JsonReader in) throws IOException {
      JsonToken token = in.peek();
      if (token == NULL && !in.getPath().endsWith("]")) {
        in.nextNull();
        return null;
      }
      // Taken before the names in a map, which are unknown.
      String mapPath = expected == MAP ? in.getPath() : null;
      if (expected.tokens.contains(token)) {
        try {
          return expected.number == null
              ? delegate.read(in)
              : (T) expected.number.apply(in.nextString());
        } catch (IllegalArgumentException e) {
          // Reported below, without the value.
        } catch (MalformedBodyException e) {
          if (expected != MAP) {
            throw e;
          }
        }
      }
      String path = mapPath == null ? in.getPath() : mapPath;
      throw new MalformedBodyException(
          path(path) + (token == NULL ? " is null" : " is not " + expected.name));
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      if (value == null) {
        out.nullValue();
      } else {
        delegate.write(out, value);
      }
    }
  }
}
