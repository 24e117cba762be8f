package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object and the style in which a serialiser writes it.
 *
 * @param value the object; its numbers keep their digits
 * @param spacing compact, spaced, or the white space of a level of indentation
 * @param escapes characters of ASCII that are escaped, and u or U for those that are not ASCII
 */
record JsonBody(JsonObject value, String spacing, String escapes) {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
  private static final List<String> SPACINGS = List.of("compact", "spaced", "  ", "    ", "\t");
  private static final List<String> ESCAPES =
      List.of("", "u", "U", "/", "/u", "<>&", "<>&'=", "<>&'+`U");

  /** {@return the object of a text, in its style; compact if the style is not known} */
  static Optional<JsonBody> of(String text) {
    return JsonDoctor.read(text)
        .map(
            value ->
                SPACINGS.stream()
                    .flatMap(
                        spaces -> ESCAPES.stream().map(one -> new JsonBody(value, spaces, one)))
                    .filter(styled -> styled.text().equals(text))
                    .findFirst()
                    .orElseGet(() -> new JsonBody(value, "compact", "")));
  }

  String text() {
    StringWriter out = new StringWriter();
    JsonWriter writer = new JsonWriter(out);
    writer.setIndent(spacing.isBlank() ? spacing : spacing.equals("spaced") ? "\t" : "");
    GSON.toJson(value, writer);
    String json = out.toString();
    // A line feed in a string is an escape.
    return escaped(
        spacing.equals("spaced") ? json.replaceAll(",\n\t*", ", ").replaceAll("\n\t*", "") : json);
  }

  // Outside of its strings, JSON has none of these characters.
  private String escaped(String json) {
    boolean isUpperCase = escapes.endsWith("U");
    boolean isNonAscii = isUpperCase || escapes.endsWith("u");
    HexFormat hex = isUpperCase ? HexFormat.of().withUpperCase() : HexFormat.of();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c > '~' ? !isNonAscii : Character.isLetter(c) || escapes.indexOf(c) < 0) {
        out.append(c);
      } else {
        out.append(c == '/' ? "\\/" : "\\u" + hex.toHexDigits(c));
      }
    }
    return out.toString();
  }
}
