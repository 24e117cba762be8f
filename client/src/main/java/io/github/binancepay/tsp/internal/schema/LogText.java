package io.github.binancepay.tsp.internal.schema;

/** Sanitises text from outside for one line of a log. */
public final class LogText {
  private static final int MAX_LENGTH = 256;

  private LogText() {}

  /**
   * Returns at most 256 characters of the text. Each run of white space or control characters
   * becomes one space.
   */
  public static String of(String text) {
    String line = text.replaceAll("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    if (line.length() <= MAX_LENGTH) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return line.substring(0, end) + "…";
  }
}
