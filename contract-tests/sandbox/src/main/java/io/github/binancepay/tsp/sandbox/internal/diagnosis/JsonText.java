package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A JSON text, and what other programs write for it. Each method changes one thing of the text and
 * leaves the rest, so that any two of them can be combined. What stands around the value is left,
 * too: a line end behind it is another mistake.
 *
 * <p>A text has a character for each byte of its UTF-8, which saves most of the time: all that JSON
 * is made of is ASCII.
 *
 * @param text the text
 * @param root where its value stands
 */
record JsonText(String text, JsonNode root) {
  /** {@return the text with its structure; empty if it is not JSON} */
  static Optional<JsonText> of(String text) {
    return JsonNode.parse(text).map(root -> new JsonText(text, root));
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
    static final Style COMPACT = inLine(",", ":");
    static final Style PYTHON = inLine(", ", ": ");
    static final Style JACKSON = new Style(",", " : ", "  ", "\n", true);

    static Style inLine(String comma, String colon) {
      return new Style(comma, colon, "", "", false);
    }

    static Style indented(String indent, String lineEnd) {
      return new Style(",", ": ", indent, lineEnd, false);
    }
  }

  String spaced(Style style) {
    StringBuilder out = new StringBuilder(text.length() + text.length() / 2);
    out.append(text, 0, root.start());
    write(root, style, 0, out);
    return out.append(text, root.end(), text.length()).toString();
  }

  private void write(JsonNode node, Style style, int level, StringBuilder out) {
    if (node.children().isEmpty()) {
      if (node.isObject() || node.isArray()) {
        out.append(node.kind()).append(node.isObject() ? '}' : ']');
      } else {
        out.append(part(node));
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
      write(child, style, inner, out);
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
  String sorted(boolean deep) {
    return sorted(deep, naturalOrder());
  }

  /** Brings the members of the object itself into this order, and all others behind them. */
  String inOrder(List<String> names) {
    return sorted(
        false,
        comparingInt(name -> names.contains(name) ? names.indexOf(name) : Integer.MAX_VALUE));
  }

  private String sorted(boolean deep, Comparator<String> order) {
    StringBuilder out = new StringBuilder(text.length());
    out.append(text, 0, root.start());
    writeSorted(root, deep, order, out);
    return out.append(text, root.end(), text.length()).toString();
  }

  // The text between members stays where it is, so that sorting changes no spacing.
  private void writeSorted(
      JsonNode node, boolean deep, Comparator<String> order, StringBuilder out) {
    if (!node.isObject() && (!deep || !node.hasObject())) {
      out.append(part(node));
      return;
    }
    List<JsonNode> slots = node.children();
    List<JsonNode> members =
        node.isObject()
            ? slots.stream().sorted(comparing(member -> member.name(text), order)).toList()
            : slots;
    int at = node.start();
    for (int i = 0; i < slots.size(); i++) {
      JsonNode member = members.get(i);
      out.append(text, at, slots.get(i).outerStart());
      out.append(text, member.outerStart(), member.start());
      if (deep) {
        writeSorted(member, true, order, out);
      } else {
        out.append(part(member));
      }
      at = slots.get(i).end();
    }
    out.append(text, at, node.end());
  }

  /** Leaves members out whose value is such a one. */
  String without(Predicate<String> value) {
    StringBuilder out = new StringBuilder(text.length());
    out.append(text, 0, root.start());
    writeWithout(root, value, out);
    return out.append(text, root.end(), text.length()).toString();
  }

  private void writeWithout(JsonNode node, Predicate<String> value, StringBuilder out) {
    if (!node.isObject() && !node.hasObject()) {
      out.append(part(node));
      return;
    }
    List<JsonNode> all = node.children();
    List<JsonNode> kept =
        node.isObject() ? all.stream().filter(child -> !isSuch(child, value)).toList() : all;
    out.append(text, node.start(), all.isEmpty() ? node.end() : all.get(0).outerStart());
    for (int i = 0; i < kept.size(); i++) {
      JsonNode child = kept.get(i);
      if (i > 0) {
        out.append(text, all.get(i - 1).end(), all.get(i).outerStart());
      }
      out.append(text, child.outerStart(), child.start());
      writeWithout(child, value, out);
    }
    if (!all.isEmpty()) {
      out.append(text, all.get(all.size() - 1).end(), node.end());
    }
  }

  // None that is left out is longer.
  private boolean isSuch(JsonNode child, Predicate<String> value) {
    return child.end() - child.start() <= 8 && value.test(part(child));
  }

  String part(JsonNode node) {
    return text.substring(node.start(), node.end());
  }

  /** {@return the text of a string without its escapes} */
  String plain(JsonNode node) {
    return plain(text.substring(node.start() + 1, node.end() - 1));
  }

  /** {@return the name of a member without its escapes} */
  String plainName(JsonNode member) {
    return plain(member.name(text));
  }

  private static String plain(String inner) {
    return inner.indexOf('\\') < 0 ? inner : decoded(inner, JsonText::unescaped);
  }

  private static String unescaped(String inner) {
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
      int code = escape == 'u' ? Escaping.hex(inner, at + 2) : -1;
      int known = "bfnrt".indexOf(escape);
      out.append(code >= 0 ? (char) code : known >= 0 ? "\b\f\n\r\t".charAt(known) : escape);
      at += code >= 0 ? 6 : 2;
    }
    return out.toString();
  }

  /** {@return what a writer makes of the text if it has a character for each of its characters} */
  static String decoded(String text, UnaryOperator<String> writer) {
    String decoded = new String(text.getBytes(ISO_8859_1), UTF_8);
    String changed = writer.apply(decoded);
    return changed.equals(decoded) ? text : new String(changed.getBytes(UTF_8), ISO_8859_1);
  }
}
