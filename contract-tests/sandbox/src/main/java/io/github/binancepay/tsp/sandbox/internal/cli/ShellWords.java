package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits text into commands and their words, as a POSIX shell quotes them. */
final class ShellWords {
  private static final Pattern PART =
      Pattern.compile(
          "(?<blank>[ \t\r]+|\\\\\r?\n|(?<![^\\s])#[^\n]*)|(?<end>[\n;&|<>()]+)"
              + "|(?<plain>[^\\s'\"\\\\$`;&|<>()]+|\\$(?![\\w({']))"
              + "|\\\\(?<escaped>[^\n])|'(?<single>[^']*+)'");
  private static final Pattern ANSI_ESCAPE =
      Pattern.compile(
          "\\\\(u[0-9A-Fa-f]{1,4}(?:\\\\u[0-9A-Fa-f]{1,4})*|x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|[\\s\\S])");

  private final String text;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /** {@return the commands of a text that has a character for each byte} */
  static List<List<String>> commands(String text) {
    return new ShellWords(text).split();
  }

  private List<List<String>> split() {
    List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
    List<String> pieces = new ArrayList<>();
    Matcher part = PART.matcher(text + "\n").useTransparentBounds(true);
    while (at <= text.length()) {
      boolean found = part.region(at, text.length() + 1).lookingAt();
      if (!found) {
        pieces.add(quoted());
        continue;
      }
      at = part.end();
      if (part.group("blank") == null && part.group("end") == null) {
        Stream<String> inner = Stream.of("plain", "escaped", "single").map(part::group);
        pieces.add(inner.filter(Objects::nonNull).findFirst().orElseThrow());
      } else if (!pieces.isEmpty()) {
        commands.get(commands.size() - 1).add(String.join("", pieces));
        pieces.clear();
      }
      if (part.group("end") != null) {
        commands.add(new ArrayList<>());
      }
    }
    return commands;
  }

  /** Reads what is in double quotes, or in the quotes of ANSI C. */
  private String quoted() {
    if (text.startsWith("$'", at)) {
      return ANSI_ESCAPE.matcher(upToQuote(at + 2)).replaceAll(ShellWords::ansi);
    }
    if (text.charAt(at) != '"') {
      throw unreadable(text.charAt(at));
    }
    int start = at;
    String inner = upToQuote(at + 1);
    if (inner.replaceAll("\\\\[\\s\\S]", "").matches("(?s).*(`|\\$[\\w({]).*")) {
      at = start;
      throw unreadable('$');
    }
    return inner.replaceAll("\\\\([$`\"\\\\])|\\\\\n", "$1");
  }

  /** Reads to the closing quote; backslashes stay. */
  private String upToQuote(int start) {
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

  private static String ansi(MatchResult escape) {
    String code = escape.group(1);
    return Matcher.quoteReplacement(
        switch (code.charAt(0)) {
          case 'n' -> "\n";
          case 't' -> "\t";
          case 'r' -> "\r";
          case 'u' -> unicode(code.substring(1).split("\\\\u", -1));
          case 'x' -> Character.toString(Integer.parseInt(code.substring(1), 16));
          case '0', '1', '2', '3', '4', '5', '6', '7' ->
              Character.toString(Integer.parseInt(code, 8) & 0xff);
          default -> code;
        });
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
}
