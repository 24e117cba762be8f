package io.github.binancepay.tsp.sandbox.internal.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits a command line as Windows does: first its cmd, then the program that is run. */
final class CmdWords {
  // In sh, a caret stands for itself, and rarely in front of the first quote or line end.
  private static final Pattern CMD = Pattern.compile("[^'\n]* \\^(\"|\r?\n)");

  private CmdWords() {}

  /** Whether it has cmd's carets, as browsers write them. */
  static boolean isCmd(String text) {
    return CMD.matcher(text).lookingAt();
  }

  static List<String> words(String text) {
    return arguments(withoutCarets(text.replace("\r\n", "\n")));
  }

  /** A caret takes the next character out of cmd's sight; in quotes it is a caret. */
  private static String withoutCarets(String text) {
    StringBuilder line = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '^' || quoted || i + 1 == text.length()) {
        quoted ^= c == '"';
        line.append(c);
      } else if (text.charAt(++i) != '\n') {
        line.append(text.charAt(i));
      } else if (text.startsWith("\n", i + 1)) {
        // A line end that is meant is written twice.
        line.append('\n');
        i++;
      }
    }
    return line.toString();
  }

  /** As programs read their command line: a backslash counts before a quote only. */
  private static List<String> arguments(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (!quoted && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      int backslashes = 0;
      while (i + backslashes < line.length() && line.charAt(i + backslashes) == '\\') {
        backslashes++;
      }
      boolean beforeQuote = line.startsWith("\"", i + backslashes);
      if (backslashes > 0) {
        word.append("\\".repeat(beforeQuote ? backslashes / 2 : backslashes));
        i += backslashes - 1;
        if (beforeQuote && backslashes % 2 == 1) {
          word.append('"');
          i++;
        }
      } else if (c == '"' && quoted && line.startsWith("\"", i + 1)) {
        word.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else {
        word.append(c);
      }
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }
}
