package io.github.binancepay.tsp.sandbox.internal.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest;
import java.net.URLDecoder;
import java.util.List;
import java.util.stream.Stream;

/** A field of a form, as browsers and curl send it. */
public record FormField(String name, String value) {
  /**
   * The fields in their order. What is not one has the name of all of it, which is no field's.
   *
   * @throws IllegalArgumentException if the form is too large
   */
  public static List<FormField> of(SandboxRequest request) {
    if (request.tooLarge()) {
      throw new IllegalArgumentException("The form is too large");
    }
    String form = new String(request.body(), UTF_8);
    return form.isEmpty() ? List.of() : Stream.of(form.split("&")).map(FormField::parse).toList();
  }

  private static FormField parse(String field) {
    int equals = field.indexOf('=');
    try {
      return equals < 0
          ? new FormField(field, "")
          : new FormField(
              URLDecoder.decode(field.substring(0, equals), UTF_8),
              URLDecoder.decode(field.substring(equals + 1), UTF_8));
    } catch (IllegalArgumentException e) {
      return new FormField(field, "");
    }
  }
}
