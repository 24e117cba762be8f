package io.github.binancepay.tsp.sandbox.internal.capture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into commands and their words, as sh and bash do. What only a shell can know, such as
 * the value of a variable, is refused.
 */
final class ShellWords {
  private static final String OPERATORS = ";&|()<>";
  private static final String ESCAPED_IN_DOUBLE_QUOTES = "$`\"\\";
  private static final String ANSI_ESCAPES = "abefnrtvE";
  private static final String ANSI_VALUES = "\u0007\b\u001b\f\n\r\t\u000b\u001b";

  private final String text;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  // Null between words: a word may be empty.
  private StringBuilder word;
  private boolean redirected;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /** The commands of a text of which each character is a byte. */
  static List<List<String>> commands(String text) {
    ShellWords shell = new ShellWords(text);
    while (shell.at < text.length()) {
      shell.step(text.charAt(shell.at++));
    }
    shell.endCommand();
    return shell.commands;
  }

  private void step(char c) {
    if (c == '\n') {
      endCommand();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      endWord();
    } else if (c == '#' && word == null) {
      at = indexOf('\n');
    } else if (OPERATORS.indexOf(c) >= 0) {
      operator(c);
    } else if (c == '\\' && (next('\n') || text.startsWith("\r\n", at))) {
      // The line continues.
      at = indexOf('\n') + 1;
    } else {
      if (word == null) {
        word = new StringBuilder();
      }
      inWord(c);
    }
  }

  private void inWord(char c) {
    if (c == '\\') {
      word.append(at < text.length() ? text.charAt(at++) : c);
    } else if (c == '\'') {
      word.append(text, at, closing('\''));
      at = closing('\'') + 1;
    } else if (c == '"') {
      doubleQuoted();
    } else if (c == '$' && next('\'')) {
      at++;
      ansiQuoted();
    } else {
      literalOrExpansion(c);
    }
  }

  private void doubleQuoted() {
    int opened = at;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c != '\\') {
        literalOrExpansion(c);
      } else if (at < text.length() && ESCAPED_IN_DOUBLE_QUOTES.indexOf(text.charAt(at)) >= 0) {
        word.append(text.charAt(at++));
      } else if (next('\n')) {
        at++;
      } else {
        word.append(c);
      }
    }
    throw unclosed('"', opened);
  }

  private void literalOrExpansion(char c) {
    boolean variable =
        c == '$'
            && at < text.length()
            && (Character.isLetterOrDigit(text.charAt(at)) || "_{(".indexOf(text.charAt(at)) >= 0);
    if (variable || c == '`') {
      throw new CaptureException(
          String.format(
              "The command line has %s in line %d, whose value only the shell knows; put the value"
                  + " in its place, as set -x prints it",
              c == '`' || next('(') ? "the output of another command" : "a variable", line(at)));
    }
    word.append(c);
  }

  /** What stands in {@code $'…'}. */
  private void ansiQuoted() {
    int opened = at;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\'') {
        return;
      }
      if (c == '\\' && at < text.length()) {
        ansiEscape(text.charAt(at++));
      } else {
        word.append(c);
      }
    }
    throw unclosed('\'', opened);
  }

  private void ansiEscape(char c) {
    int known = ANSI_ESCAPES.indexOf(c);
    if (known >= 0) {
      word.append(ANSI_VALUES.charAt(known));
    } else if (c == 'u' || c == 'U') {
      unicode(c == 'u' ? 4 : 8);
    } else if (c == 'x') {
      word.append((char) digits(16, 2, 'x'));
    } else if (c >= '0' && c <= '7') {
      at--;
      word.append((char) (digits(8, 3, c) & 0xff));
    } else if ("\\'\"?".indexOf(c) >= 0) {
      word.append(c);
    } else {
      word.append('\\').append(c);
    }
  }

  /** A code point; browsers write those of two UTF-16 units as two. */
  private void unicode(int length) {
    int code = digits(16, length, 'u');
    if (Character.isBmpCodePoint(code)
        && Character.isHighSurrogate((char) code)
        && text.startsWith("\\u", at)) {
      at += 2;
      code = Character.toCodePoint((char) code, (char) digits(16, 4, 'u'));
    }
    if (!Character.isValidCodePoint(code)) {
      throw new CaptureException("The command line has a \\U that is not a code point");
    }
    word.append(new String(Character.toString(code).getBytes(UTF_8), ISO_8859_1));
  }

  private int digits(int radix, int most, char escape) {
    int start = at;
    while (at < text.length()
        && at < start + most
        && Character.digit(text.charAt(at), radix) >= 0) {
      at++;
    }
    if (at == start) {
      throw new CaptureException("The command line has a \\" + escape + " without digits");
    }
    return Integer.parseUnsignedInt(text.substring(start, at), radix);
  }

  private void operator(char c) {
    boolean redirection = c == '<' || c == '>';
    // As in 2>file.
    boolean descriptor = redirection && word != null && word.toString().matches("[0-9]");
    if (descriptor) {
      word = null;
    }
    if (redirection) {
      endWord();
      redirected = true;
    } else if (!(c == '&' && redirected)) {
      endCommand();
    }
  }

  private void endWord() {
    if (word != null && !redirected) {
      words.add(word.toString());
    }
    redirected = redirected && word == null;
    word = null;
  }

  private void endCommand() {
    endWord();
    redirected = false;
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
  }

  private boolean next(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private int indexOf(char c) {
    int found = text.indexOf(c, at);
    return found < 0 ? text.length() : found;
  }

  private int closing(char quote) {
    int found = text.indexOf(quote, at);
    if (found < 0) {
      throw unclosed(quote, at);
    }
    return found;
  }

  private CaptureException unclosed(char quote, int opened) {
    return new CaptureException(
        "The quote " + quote + " that opens in line " + line(opened) + " is not closed");
  }

  private long line(int index) {
    return 1 + text.substring(0, index).chars().filter(c -> c == '\n').count();
  }
}
