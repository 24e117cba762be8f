package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** Members of the requests, in the order of the reference page. */
  private static final List<String> DOCUMENTED =
      List.of("page", "rows", "merchantId", "scopes", "ipWhitelist");

  private static final Comparator<String> BY_PLACE =
      Comparator.comparingInt(
          name -> DOCUMENTED.contains(name) ? DOCUMENTED.indexOf(name) : DOCUMENTED.size());

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

  JsonBody sorted() {
    return with(sorted(value, Comparator.naturalOrder()));
  }

  JsonBody inDocumentedOrder() {
    return with(sorted(value, BY_PLACE));
  }

  JsonBody without(String name) {
    JsonObject changed = value.deepCopy();
    changed.remove(name);
    return with(changed);
  }

  /** Adds a member in the order of the reference page, if the others are in it. */
  JsonBody with(String name, String json) {
    JsonObject changed = value.deepCopy();
    changed.add(name, value.has(name) ? value.get(name) : JsonParser.parseString(json));
    boolean isInOrder = inDocumentedOrder().value.toString().equals(value.toString());
    return isInOrder && !value.has(name) ? with(sorted(changed, BY_PLACE)) : with(changed);
  }

  private JsonBody with(JsonElement other) {
    return new JsonBody(other.getAsJsonObject(), spacing, escapes);
  }

  private static JsonElement sorted(JsonElement value, Comparator<String> order) {
    if (value instanceof JsonArray list) {
      JsonArray changed = new JsonArray();
      list.forEach(entry -> changed.add(sorted(entry, order)));
      return changed;
    }
    if (value instanceof JsonObject object) {
      JsonObject changed = new JsonObject();
      object.keySet().stream()
          .sorted(order)
          .forEach(name -> changed.add(name, sorted(object.get(name), order)));
      return changed;
    }
    return value;
  }

  /** Replaces what a language prints otherwise than JSON: pairs of a~b, separated by semicolons. */
  String printed(String pairs) {
    String text = new JsonBody(value, "spaced", "").text();
    for (String pair : pairs.split(";", -1)) {
      String[] fromTo = pair.split("~", 2);
      text = text.replace(fromTo[0], fromTo[1]);
    }
    return text;
  }

  /**
   * Writes the object as a form, {@code name=value&...}.
   *
   * @param style what follows the name of a list at each of its entries, and "encoded"
   */
  String form(String style) {
    String suffix = style.replaceAll("name| encoded", "");
    List<String> pairs = new ArrayList<>();
    for (String name : value.keySet()) {
      if (value.get(name) instanceof JsonArray list && !style.startsWith("json")) {
        for (int i = 0; i < list.size(); i++) {
          pairs.add(pair(style, name + suffix.replace("0", Integer.toString(i)), list.get(i)));
        }
      } else {
        pairs.add(pair(style, name, value.get(name)));
      }
    }
    return String.join("&", pairs);
  }

  private static String pair(String style, String name, JsonElement value) {
    String text = value.isJsonPrimitive() ? value.getAsString() : value.toString();
    return style.endsWith("encoded")
        ? URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(text, UTF_8)
        : name + "=" + text;
  }
}
