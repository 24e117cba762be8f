package io.github.binancepay.tsp.sandbox.diagnosis;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.function.Predicate;

/**
 * Writes a JSON text as other programs do. Each method changes one thing of the text and leaves the
 * rest, so that any two of them can be combined. What stands around the value is left, too: a line
 * end behind it is another mistake.
 */
final class JsonText {
  private JsonText() {}

  static boolean isJson(String text) {
    return JsonNode.parse(text).isPresent();
  }

  private static JsonNode root(String text) {
    return JsonNode.parse(text).orElseThrow();
  }

  /**
   * How a serializer sets its tokens.
   *
   * @param comma between two members or elements
   * @param colon between name and value
   * @param indent of a level; empty for all in one line
   * @param lineEnd if indented
   * @param flatArrays whether arrays stay in one line, as Jackson has them
   */
  record Style(String comma, String colon, String indent, String lineEnd, boolean flatArrays) {
    static Style inLine(String comma, String colon) {
      return new Style(comma, colon, "", "", false);
    }

    static Style indented(String indent, String lineEnd) {
      return new Style(",", ": ", indent, lineEnd, false);
    }

    static Style jackson() {
      return new Style(",", " : ", "  ", "\n", true);
    }
  }

  static String spaced(String text, Style style) {
    JsonNode root = root(text);
    StringBuilder out = new StringBuilder(text.length() + text.length() / 2);
    out.append(text, 0, root.start());
    write(text, root, style, 0, out);
    return out.append(text, root.end(), text.length()).toString();
  }

  private static void write(String text, JsonNode node, Style style, int level, StringBuilder out) {
    if (node.children().isEmpty()) {
      if (node.isObject() || node.isArray()) {
        out.append(node.kind()).append(node.isObject() ? '}' : ']');
      } else {
        out.append(text, node.start(), node.end());
      }
      return;
    }
    boolean flat = style.flatArrays() && node.isArray();
    int inner = flat ? level : level + 1;
    out.append(node.kind());
    for (int i = 0; i < node.children().size(); i++) {
      JsonNode child = node.children().get(i);
      out.append(i == 0 ? "" : style.comma());
      newLine(style, flat, inner, out);
      if (child.nameStart() >= 0) {
        out.append(text, child.nameStart(), child.nameEnd()).append(style.colon());
      }
      write(text, child, style, inner, out);
    }
    newLine(style, flat, level, out);
    out.append(node.isObject() ? '}' : ']');
  }

  private static void newLine(Style style, boolean flat, int level, StringBuilder out) {
    if (flat) {
      out.append(' ');
    } else if (!style.indent().isEmpty()) {
      out.append(style.lineEnd());
      for (int i = 0; i < level; i++) {
        out.append(style.indent());
      }
    }
  }

  /** Sorts members by name; those of the object itself only, or of all objects. */
  static String sorted(String text, boolean deep) {
    JsonNode root = root(text);
    StringBuilder out = new StringBuilder(text.length());
    out.append(text, 0, root.start());
    writeSorted(text, root, deep, out);
    return out.append(text, root.end(), text.length()).toString();
  }

  // The text between members stays where it is, so that sorting changes no spacing.
  private static void writeSorted(String text, JsonNode node, boolean deep, StringBuilder out) {
    List<JsonNode> slots = node.children();
    List<JsonNode> members =
        node.isObject()
            ? slots.stream().sorted(comparing(member -> member.name(text))).toList()
            : slots;
    int at = node.start();
    for (int i = 0; i < slots.size(); i++) {
      JsonNode member = members.get(i);
      out.append(text, at, slots.get(i).outerStart())
          .append(text, member.outerStart(), member.start());
      if (deep) {
        writeSorted(text, member, true, out);
      } else {
        out.append(text, member.start(), member.end());
      }
      at = slots.get(i).end();
    }
    out.append(text, at, node.end());
  }

  /** Leaves members out whose value is such a one. */
  static String without(String text, Predicate<String> value) {
    JsonNode root = root(text);
    StringBuilder out = new StringBuilder(text.length());
    out.append(text, 0, root.start());
    writeWithout(text, root, value, out);
    return out.append(text, root.end(), text.length()).toString();
  }

  private static void writeWithout(
      String text, JsonNode node, Predicate<String> value, StringBuilder out) {
    List<JsonNode> kept =
        node.children().stream()
            .filter(
                child ->
                    !node.isObject()
                        // No value that is left out is longer.
                        || child.end() - child.start() > 8
                        || !value.test(text.substring(child.start(), child.end())))
            .toList();
    List<JsonNode> all = node.children();
    if (all.isEmpty()) {
      out.append(text, node.start(), node.end());
      return;
    }
    out.append(text, node.start(), all.get(0).outerStart());
    for (int i = 0; i < kept.size(); i++) {
      JsonNode child = kept.get(i);
      if (i > 0) {
        out.append(text, all.get(0).end(), all.get(1).outerStart());
      }
      out.append(text, child.outerStart(), child.start());
      writeWithout(text, child, value, out);
    }
    out.append(text, all.get(all.size() - 1).end(), node.end());
  }

  /** Writes such characters as {@code \}{@code u} and their digits. */
  static String escaped(String text, Escaping which, boolean upperCase) {
    String digits = upperCase ? "0123456789ABCDEF" : "0123456789abcdef";
    StringBuilder out = new StringBuilder(text.length() + 16);
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (which.has(c)) {
        out.append(text, from, i).append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(digits.charAt(c >> shift & 0xf));
        }
        from = i + 1;
      }
    }
    return from == 0 ? text : out.append(text, from, text.length()).toString();
  }

  /** Writes such characters plainly where the text has their escapes. */
  static String unescaped(String text, Escaping which) {
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    int at = text.indexOf('\\');
    while (at >= 0 && at + 1 < text.length()) {
      int c = text.charAt(at + 1) == 'u' ? hex(text, at + 2) : -1;
      if (c >= 0 && which.has((char) c)) {
        out.append(text, from, at).append((char) c);
        from = at + 6;
      }
      at = text.indexOf('\\', at + (c >= 0 ? 6 : 2));
    }
    return from == 0 ? text : out.append(text, from, text.length()).toString();
  }

  private static int hex(String text, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  static String slashesEscaped(String text) {
    return slashesPlain(text).replace("/", "\\/");
  }

  static String slashesPlain(String text) {
    int from = text.indexOf("\\/");
    if (from < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      boolean escape = text.charAt(at) == '\\' && at + 1 < text.length();
      boolean slash = escape && text.charAt(at + 1) == '/';
      out.append(text, slash ? at + 1 : at, at + (escape ? 2 : 1));
      at += escape ? 2 : 1;
    }
    return out.toString();
  }

  /** {@return the text of a JSON string without its escapes} */
  static String plain(String text, JsonNode node) {
    return plain(text.substring(node.start() + 1, node.end() - 1));
  }

  /** {@return a JSON string's inner text without its escapes} */
  static String plain(String inner) {
    if (inner.indexOf('\\') < 0) {
      return inner;
    }
    StringBuilder out = new StringBuilder(inner.length());
    int at = 0;
    while (at < inner.length()) {
      char c = inner.charAt(at);
      if (c != '\\' || at + 1 == inner.length()) {
        out.append(c);
        at++;
        continue;
      }
      char escape = inner.charAt(at + 1);
      int code = escape == 'u' ? hex(inner, at + 2) : -1;
      int known = "bfnrt".indexOf(escape);
      out.append(code >= 0 ? (char) code : known >= 0 ? "\b\f\n\r\t".charAt(known) : escape);
      at += code >= 0 ? 6 : 2;
    }
    return out.toString();
  }

  /** {@return the text as a JSON string, as if it were serialised twice} */
  static String asString(String text) {
    StringBuilder out = new StringBuilder(text.length() + 64).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int known = "\b\f\n\r\t".indexOf(c);
      if (known >= 0) {
        out.append('\\').append("bfnrt".charAt(known));
      } else {
        out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return out.append('"').toString();
  }
}
