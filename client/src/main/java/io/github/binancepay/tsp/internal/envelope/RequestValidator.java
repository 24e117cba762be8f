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
    String problem = problemOfProperties(request);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  // A problem gets its field's name on the way back, so that a right request costs no text.
  private static String problemOfProperties(Object model) {
    for (Property property : Property.of(model.getClass())) {
      Object value = property.valueIn(model);
      if (value != null || property.required) {
        String problem = problem(value, property.required);
        if (problem != null) {
          return property.name + problem;
        }
      }
    }
    return null;
  }

  private static String problem(Object value, boolean required) {
    if (isEmpty(value)) {
      return required ? " is required and must not be empty" : " must not be empty";
    }
    if (value instanceof String) {
      // It would be sent as a question mark.
      return StrictJson.hasLoneSurrogate((String) value)
          ? " must be whole characters, but has half of a surrogate pair"
          : null;
    }
    if (value instanceof Collection) {
      int i = 0;
      for (Object element : (Collection<?>) value) {
        String problem = problem(element, true);
        if (problem != null) {
          return "[" + i + "]" + problem;
        }
        i++;
      }
    }
    String problem = problemOfProperties(value);
    return problem == null ? null : "." + problem;
  }

  private static boolean isEmpty(Object value) {
    return value == null
        || (value instanceof String && ((String) value).isBlank())
        || (value instanceof Collection && ((Collection<?>) value).isEmpty());
  }
}
