package io.github.binancepay.tsp;

/** Text from outside, made fit for one line of a log. */
final class Printable {
  private static final int LONGEST = 256;

  private Printable() {}

  /**
   * Returns at most 256 characters of the text, with every run of white space or control characters
   * as one space.
   */
  static String of(String text) {
    String line = text.replaceAll("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end) + "…";
  }
}
