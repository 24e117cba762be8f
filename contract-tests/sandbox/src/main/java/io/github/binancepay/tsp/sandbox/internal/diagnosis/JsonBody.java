package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A JSON text as its value and the style in which a serialiser writes it.
 *
 * @param before white space before the value
 * @param value the value; its numbers keep their digits
 * @param spacing compact, spaced, or the white space of a level of indentation
 * @param escapes characters of ASCII that are escaped, and u or U for those that are not ASCII
 * @param after white space after the value
 */
record JsonBody(String before, JsonElement value, String spacing, String escapes, String after) {
  private static final TypeAdapter<JsonElement> ADAPTER = new Gson().getAdapter(JsonElement.class);
  private static final String[] SPACINGS = {"compact", "spaced", "  ", "    ", "\t"};
  private static final int MAX_DEPTH = 255;

  /** {@return the value of a text; empty if it is not JSON} */
  static Optional<JsonBody> of(String text) {
    String value = text.strip();
    int start = text.indexOf(value);
    if (depth(value) > MAX_DEPTH) {
      return Optional.empty();
    }
    try {
      JsonReader reader = new JsonReader(new StringReader(value));
      JsonElement read = ADAPTER.read(reader);
      String after = text.substring(start + value.length());
      return reader.peek() == JsonToken.END_DOCUMENT
          ? Optional.of(styled(value, new JsonBody(text.substring(0, start), read, "", "", after)))
          : Optional.empty();
    } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  // Older releases of Gson have no limit. Brackets in strings count, too: a rough limit will do.
  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += "{[".indexOf(text.charAt(i)) >= 0 ? 1 : "}]".indexOf(text.charAt(i)) >= 0 ? -1 : 0;
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  /** {@return the value in the style of a text; compact if the text has no style that is known} */
  private static JsonBody styled(String text, JsonBody json) {
    boolean upperCase = text.matches("(?s).*\\\\u[0-9]*[A-F].*");
    boolean gson = text.contains("\\u003d") || text.contains("\\u0027");
    boolean html = text.matches("(?s).*\\\\u00(26|3[cCeE]).*");
    boolean nonAscii =
        text.matches("(?s).*\\\\u(?!00[0-7])[0-9A-Fa-f]{4}.*")
            && text.chars().allMatch(c -> c < 128);
    String escapes =
        (text.contains("\\/") ? "/" : "")
            + (gson ? "<>&'=" : !html ? "" : upperCase ? "<>&'+`" : "<>&")
            + (!nonAscii ? "" : upperCase ? "U" : "u");
    for (String spacing : SPACINGS) {
      JsonBody styled = json.spaced(spacing).escaped(escapes);
      if (styled.text().strip().equals(text)) {
        return styled;
      }
    }
    return json.spaced("compact").escaped(escapes);
  }

  JsonBody withValue(UnaryOperator<JsonElement> change) {
    return new JsonBody(before, change.apply(value), spacing, escapes, after);
  }

  JsonBody spaced(String other) {
    return new JsonBody(before, value, other, escapes, after);
  }

  JsonBody escaped(String other) {
    return new JsonBody(before, value, spacing, other, after);
  }

  String text() {
    StringBuilder out = new StringBuilder();
    write(value, "\n", out);
    return before + escape(out) + after;
  }

  /** {@return a text as a JSON string} */
  static String quoted(String text) {
    return new JsonPrimitive(text).toString();
  }

  private void write(JsonElement element, String line, StringBuilder out) {
    boolean indented = spacing.isBlank();
    String comma = spacing.equals("spaced") ? ", " : ",";
    String colon = spacing.equals("compact") ? ":" : ": ";
    String inner = indented ? line + spacing : "";
    String separator = inner;
    if (element.isJsonObject() && element.getAsJsonObject().size() > 0) {
      out.append('{');
      for (Map.Entry<String, JsonElement> member : element.getAsJsonObject().entrySet()) {
        out.append(separator).append(quoted(member.getKey())).append(colon);
        write(member.getValue(), line + spacing, out);
        separator = comma + inner;
      }
      out.append(indented ? line : "").append('}');
    } else if (element.isJsonArray() && !element.getAsJsonArray().isEmpty()) {
      out.append('[');
      for (JsonElement entry : element.getAsJsonArray()) {
        write(entry, line + spacing, out.append(separator));
        separator = comma + inner;
      }
      out.append(indented ? line : "").append(']');
    } else {
      out.append(element);
    }
  }

  // Outside of its strings, JSON has none of these characters.
  private String escape(CharSequence text) {
    boolean upperCase = escapes.endsWith("U");
    boolean nonAscii = upperCase || escapes.endsWith("u");
    HexFormat hex = upperCase ? HexFormat.of().withUpperCase() : HexFormat.of();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' && escapes.startsWith("/")) {
        out.append("\\/");
      } else if (c > '~' ? nonAscii : "<>&'=+`".indexOf(c) >= 0 && escapes.indexOf(c) >= 0) {
        out.append("\\u").append(hex.toHexDigits(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
