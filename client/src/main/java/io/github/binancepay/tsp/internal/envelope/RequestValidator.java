package io.github.binancepay.tsp.internal.envelope;

import java.util.Collection;

/** Refuses, before a byte is sent, a request that the document does not allow. */
public final class RequestValidator {
  private RequestValidator() {}

  /**
   * Checks a generated model: what is required is present, no list is empty, no text is blank.
   *
   * @throws IllegalArgumentException that names the field
   */
  public static void check(Object request) {
    if (request == null) {
      throw new IllegalArgumentException("request is null");
    }
    checkProperties("", request);
  }

  private static void checkProperties(String prefix, Object model) {
    for (Property property : Property.of(model.getClass())) {
      Object value = property.valueIn(model);
      if (value != null || property.required) {
        checkValue(prefix + property.name, value, property.required);
      }
    }
  }

  private static void checkValue(String field, Object value, boolean required) {
    if (isEmpty(value)) {
      throw new IllegalArgumentException(
          field + (required ? " is required and must not be empty" : " must not be empty"));
    }
    // It would be sent as a question mark.
    if (value instanceof String && StrictJson.hasLoneSurrogate((String) value)) {
      throw new IllegalArgumentException(
          field + " must be whole characters, but has half of a surrogate pair");
    }
    if (value instanceof Collection) {
      int i = 0;
      for (Object element : (Collection<?>) value) {
        checkValue(field + "[" + i++ + "]", element, true);
      }
    }
    checkProperties(field + ".", value);
  }

  private static boolean isEmpty(Object value) {
    return value == null
        || (value instanceof String && ((String) value).isBlank())
        || (value instanceof Collection && ((Collection<?>) value).isEmpty());
  }
}
