package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits text into commands and their words, as a POSIX shell quotes them. */
final class ShellWords {
  private static final Pattern BLANK = Pattern.compile("[ \t\r]+|\\\\\r?\n|(?<![^\\s])#[^\n]*");
  private static final Pattern END = Pattern.compile("[\n;&|<>()]+");
  private static final Pattern PLAIN = Pattern.compile("[^\\s'\"\\\\$`;&|<>()]+|\\$(?![\\w({'])");
  private static final Pattern ESCAPED = Pattern.compile("\\\\([^\n])");
  private static final Pattern SINGLE = Pattern.compile("'([^']*+)'");
  private static final Pattern ANSI_ESCAPE =
      Pattern.compile(
          "\\\\(u[0-9A-Fa-f]{1,4}(?:\\\\u[0-9A-Fa-f]{1,4})*|x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|[\\s\\S])");

  private final String text;
  private final List<List<String>> commands = new ArrayList<>();
  private int at;
  private Matcher found;

  private ShellWords(String text) {
    this.text = text;
  }

  /** {@return the commands of a text that has a character for each byte} */
  static List<List<String>> commands(String text) {
    ShellWords shell = new ShellWords(text);
    List<String> words = new ArrayList<>();
    while (shell.at < text.length()) {
      if (shell.skip(END)) {
        shell.commands.add(words);
        words = new ArrayList<>();
      } else if (!shell.skip(BLANK)) {
        words.add(shell.word());
      }
    }
    shell.commands.add(words);
    return shell.commands;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < text.length() && !looking(BLANK) && !looking(END)) {
      if (skip(PLAIN)) {
        word.append(found.group());
      } else if (skip(ESCAPED) || skip(SINGLE)) {
        word.append(found.group(1));
      } else if (text.charAt(at) == '"') {
        word.append(doubleQuoted(quoted(at + 1)));
      } else if (text.startsWith("$'", at)) {
        word.append(ANSI_ESCAPE.matcher(quoted(at + 2)).replaceAll(ShellWords::ansi));
      } else {
        throw unreadable(text.charAt(at));
      }
    }
    return word.toString();
  }

  /** Reads to the closing quote; backslashes stay. */
  private String quoted(int start) {
    char quote = text.charAt(start - 1);
    int end = start;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw unreadable(quote);
    }
    at = end + 1;
    return text.substring(start, end);
  }

  private String doubleQuoted(String inner) {
    if (inner.replaceAll("\\\\[\\s\\S]", "").matches("(?s).*(`|\\$[\\w({]).*")) {
      throw unreadable('$');
    }
    return inner.replaceAll("\\\\([$`\"\\\\])|\\\\\n", "$1");
  }

  private static String ansi(MatchResult escape) {
    String code = escape.group(1);
    String meant =
        switch (code.charAt(0)) {
          case 'n' -> "\n";
          case 't' -> "\t";
          case 'r' -> "\r";
          case 'u' -> unicode(code.substring(1).split("\\\\u", -1));
          case 'x' -> Character.toString((char) Integer.parseInt(code.substring(1), 16));
          case '0', '1', '2', '3', '4', '5', '6', '7' ->
              Character.toString((char) (Integer.parseInt(code, 8) & 0xff));
          default -> code;
        };
    return Matcher.quoteReplacement(meant);
  }

  private static String unicode(String... codes) {
    StringBuilder meant = new StringBuilder();
    for (String code : codes) {
      meant.append((char) Integer.parseInt(code, 16));
    }
    return new String(meant.toString().getBytes(UTF_8), ISO_8859_1);
  }

  private InputException unreadable(char c) {
    long line = 1 + text.substring(0, at).chars().filter(other -> other == '\n').count();
    return new InputException(
        c == '$' || c == '`'
            ? "The command line has a variable or the output of another command in line "
                + line
                + ", whose value only the shell knows; write the value in its place"
            : "The quote " + c + " in line " + line + " is not closed");
  }

  private boolean looking(Pattern pattern) {
    found = pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
    return found.lookingAt();
  }

  private boolean skip(Pattern pattern) {
    if (looking(pattern)) {
      at = found.end();
      return true;
    }
    return false;
  }
}
