package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.annotations.SerializedName;
import io.github.binancepay.tsp.internal.schema.Required;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One property of a generated model: its name on the wire, and whether the document requires it.
 */
final class Property {
  private static final ClassValue<List<Property>> OF_CLASS =
      new ClassValue<>() {
        @Override
        protected List<Property> computeValue(Class<?> model) {
          // A native image need not be told of types of the JDK then.
          if (model.getName().startsWith("java.")) {
            return List.of();
          }
          return Arrays.stream(model.getDeclaredFields())
              .filter(field -> field.isAnnotationPresent(SerializedName.class))
              .map(Property::new)
              .collect(Collectors.toUnmodifiableList());
        }
      };

  private static final ClassValue<Constructor<?>> CONSTRUCTOR_OF_CLASS =
      new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> model) {
          try {
            Constructor<?> constructor = model.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
          } catch (NoSuchMethodException e) {
            throw new AssertionError("a generated model has a constructor without parameters", e);
          }
        }
      };

  final String name;
  final boolean required;
  final Type type;
  private final Field field;

  private Property(Field field) {
    this.field = field;
    name = field.getAnnotation(SerializedName.class).value();
    required = field.isAnnotationPresent(Required.class);
    type = field.getGenericType();
    field.setAccessible(true);
  }

  /** The properties of a generated model; none if the class is not one. */
  static List<Property> of(Class<?> model) {
    return OF_CLASS.get(model);
  }

  /** Makes a generated model without values. */
  static Object newInstance(Class<?> model) {
    try {
      return CONSTRUCTOR_OF_CLASS.get(model).newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a generated model has a constructor that does nothing", e);
    }
  }

  Object valueIn(Object model) {
    try {
      return field.get(model);
    } catch (IllegalAccessException e) {
      throw new AssertionError("the field was made accessible", e);
    }
  }

  void set(Object model, Object value) {
    try {
      field.set(model, value);
    } catch (IllegalAccessException e) {
      throw new AssertionError("the field was made accessible", e);
    }
  }
}
