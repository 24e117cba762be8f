package io.github.binancepay.tsp.sandbox.internal.diagnosis;

/**
 * Which characters a JSON serializer writes as {@code \}{@code u} and four digits, and what else it
 * may escape. Texts are as in {@link JsonText}.
 */
enum Escaping {
  NON_ASCII("", "", true),
  GO_HTML("<>&", "\u2028\u2029", false),
  GSON_HTML("<>&'=", "\u2028\u2029", false),
  DOT_NET("<>&'+`", "", true),
  /** All that may also stand plainly. */
  NEEDLESS("<>&'=+`/", "", true);

  private final String ascii;
  private final String others;
  private final boolean allOthers;

  Escaping(String ascii, String others, boolean allOthers) {
    this.ascii = ascii;
    this.others = others;
    this.allOthers = allOthers;
  }

  private boolean has(char c) {
    return c <= '~' ? ascii.indexOf(c) >= 0 : allOthers || others.indexOf(c) >= 0;
  }

  /** Writes these characters as escapes. */
  String escape(String text, boolean upperCase) {
    return isIn(text) ? JsonText.decoded(text, decoded -> escapeDecoded(decoded, upperCase)) : text;
  }

  // Whether one of them may be in a text; most texts have none, and that is soon seen.
  private boolean isIn(String text) {
    for (int i = 0; i < ascii.length(); i++) {
      if (text.indexOf(ascii.charAt(i)) >= 0) {
        return true;
      }
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~') {
        return true;
      }
    }
    return false;
  }

  private String escapeDecoded(String text, boolean upperCase) {
    String digits = upperCase ? "0123456789ABCDEF" : "0123456789abcdef";
    StringBuilder out = new StringBuilder(text.length() + 16);
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c > '~' || c < '0' || (c > '9' && c < 'A') || c == '`') && has(c)) {
        out.append(text, from, i).append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(digits.charAt(c >> shift & 0xf));
        }
        from = i + 1;
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  /** Writes these characters plainly where the text has their escapes. */
  String unescape(String text) {
    return text.contains("\\u") ? JsonText.decoded(text, this::unescapeDecoded) : text;
  }

  private String unescapeDecoded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    int at = text.indexOf('\\');
    while (at >= 0 && at + 1 < text.length()) {
      int c = text.charAt(at + 1) == 'u' ? hex(text, at + 2) : -1;
      if (c >= 0 && has((char) c)) {
        out.append(text, from, at).append((char) c);
        from = at + 6;
      }
      at = text.indexOf('\\', at + (c >= 0 ? 6 : 2));
    }
    return out.append(text, from, text.length()).toString();
  }

  static int hex(String text, int at) {
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

  static String escapeSlashes(String text) {
    return text.indexOf('/') < 0 ? text : unescapeSlashes(text).replace("/", "\\/");
  }

  static String unescapeSlashes(String text) {
    if (!text.contains("\\/")) {
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

  /** {@return the text as a JSON string, as if it were serialised twice} */
  static String twice(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }
}
