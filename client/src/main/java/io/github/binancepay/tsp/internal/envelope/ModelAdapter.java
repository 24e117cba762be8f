package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.SerializedName;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.github.binancepay.tsp.internal.schema.Required;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds to Gson's adapter of a generated model: required fields, and names that are unknown. */
final class ModelAdapter<T> extends TypeAdapter<T> {
  private final TypeAdapter<T> delegate;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Field> required = new LinkedHashMap<>();
  private final Field additionalProperties;

  ModelAdapter(Class<?> model, TypeAdapter<T> delegate) {
    this.delegate = delegate;
    for (Field field : model.getDeclaredFields()) {
      if (field.isAnnotationPresent(SerializedName.class)) {
        field.setAccessible(true);
        String name = field.getAnnotation(SerializedName.class).value();
        fields.put(name, field);
        if (field.isAnnotationPresent(Required.class)) {
          required.put(name, field);
        }
      }
    }
    additionalProperties = additionalProperties(model);
    additionalProperties.setAccessible(true);
  }

  /** Returns whether a class is a generated model. A native image needs metadata for no others. */
  static boolean isModel(Class<?> type) {
    return !type.getName().startsWith("java.") && additionalProperties(type) != null;
  }

  // By type, since a shrinker changes its name.
  private static Field additionalProperties(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> Modifier.isTransient(field.getModifiers()) && field.getType() == Map.class)
        .findFirst()
        .orElse(null);
  }

  @Override
  public T read(JsonReader in) throws IOException {
    T model = delegate.read(in);
    for (Map.Entry<String, Field> each : required.entrySet()) {
      if (get(each.getValue(), model) == null) {
        String path = ModelAdapterFactory.path(in.getPreviousPath() + "." + each.getKey());
        throw new MalformedBodyException(path + " is missing");
      }
    }
    Map<String, JsonElement> unknown = ((StrictReader) in).unknown();
    if (unknown != null) {
      try {
        additionalProperties.set(model, unknown);
      } catch (IllegalAccessException e) {
        throw new AssertionError("the field is accessible", e);
      }
    }
    return model;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void write(JsonWriter out, T model) throws IOException {
    fields.forEach((name, field) -> check(name, get(field, model)));
    Map<String, JsonElement> additional =
        (Map<String, JsonElement>) get(additionalProperties, model);
    if (additional.isEmpty()) {
      delegate.write(out, model);
      return;
    }
    JsonObject object = delegate.toJsonTree(model).getAsJsonObject();
    object.asMap().values().removeIf(JsonElement::isJsonNull);
    additional.forEach(object::add);
    out.setSerializeNulls(true);
    ModelJson.ANY.write(out, object);
    out.setSerializeNulls(false);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  Object value(String name, T model) {
    return get(fields.get(name), model);
  }

  private void check(String name, Object value) {
    String problem = value == null && !required.containsKey(name) ? null : problem(value);
    if (problem != null) {
      throw new IllegalArgumentException(name + problem);
    }
  }

  private static String problem(Object value) {
    if (value == null) {
      return " is required";
    }
    if (value instanceof List) {
      List<?> elements = (List<?>) value;
      for (int i = 0; i < elements.size(); i++) {
        String problem = problem(elements.get(i));
        if (problem != null) {
          return "[" + i + "]" + problem;
        }
      }
    }
    boolean empty = value instanceof String ? ((String) value).isBlank() : value.equals(List.of());
    return empty ? " must not be empty" : null;
  }

  private static Object get(Field field, Object model) {
    try {
      return field.get(model);
    } catch (IllegalAccessException e) {
      throw new AssertionError("the field is accessible", e);
    }
  }
}
