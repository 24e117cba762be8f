package io.github.binancepay.tsp.webhook;

import java.util.function.IntPredicate;

/** What a header consists of. A regular expression would take a tenth of what a signature takes. */
final class HeaderForm {
  static final HeaderForm PRINTABLE =
      new HeaderForm(8192, "printable ASCII", c -> c >= '!' && c <= '~');
  static final HeaderForm TIMESTAMP = new HeaderForm(15, "digits", HeaderForm::isDigit);
  static final HeaderForm BASE64 =
      new HeaderForm(
          8192,
          "base64 and white space",
          c -> isLetter(c) || isDigit(c) || c == '+' || c == '/' || c == '=' || isSpace(c));

  private final int maxLength;
  private final String characters;
  private final IntPredicate allowed;

  private HeaderForm(int maxLength, String characters, IntPredicate allowed) {
    this.maxLength = maxLength;
    this.characters = characters;
    this.allowed = allowed;
  }

  boolean matches(String value) {
    if (value.length() > maxLength) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (!allowed.test(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** What is expected, for a message. */
  @Override
  public String toString() {
    return "at most " + maxLength + " characters, all " + characters;
  }

  /** The base64 alone, of what has its form. */
  static String withoutSpace(String value) {
    StringBuilder base64 = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      if (!isSpace(value.charAt(i))) {
        base64.append(value.charAt(i));
      }
    }
    return base64.toString();
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isLetter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
