package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits text into commands and their words, as a POSIX shell quotes them. */
final class ShellWords {
  // Possessive quantifiers need no stack, however long the text is.
  private static final Pattern PART =
      Pattern.compile(
          "(?<blank>[\\s&&[^\n]]+|\\\\\r?\n|(?<!\\S)#[^\n]*)|(?<end>[\n;&|<>()]+)"
              + "|(?<plain>[^\\s'\"\\\\$`;&|<>()]+|\\$(?![\\w({']))|\\\\(?<escaped>[^\n])"
              + "|'(?<single>[^']*+)'|\\$'(?<ansi>(?:[^'\\\\]|\\\\[\\s\\S])*+)'"
              + "|\"(?<double>(?:[^\"\\\\$`]|\\$(?![\\w({])|\\\\[\\s\\S])*+)\""
              + "|(?<shell>`|\\$(?!')|\"(?:[^\"\\\\]|\\\\[\\s\\S])*+\")|\\$?(?<quote>[\\s\\S])");
  private static final Pattern ANSI_ESCAPE =
      Pattern.compile(
          "\\\\(u[0-9A-Fa-f]{1,4}(?:\\\\u[0-9A-Fa-f]{1,4})*|x[0-9A-Fa-f]{1,2}|[0-3]?[0-7]{1,2}"
              + "|[\"'\\\\bfnrt])");

  private ShellWords() {}

  /** {@return the commands of a text that has a character for each byte} */
  static List<List<String>> commands(String text) {
    List<List<String>> commands = new ArrayList<>(List.of(new ArrayList<>()));
    List<String> pieces = new ArrayList<>();
    Matcher part = PART.matcher(text + "\n");
    while (part.find()) {
      if (part.group("blank") == null && part.group("end") == null) {
        pieces.add(unquoted(part, text));
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

  private static String unquoted(Matcher part, String text) {
    if (part.group("double") != null) {
      return part.group("double").replaceAll("\\\\([$`\"\\\\])|\\\\\n", "$1");
    }
    if (part.group("ansi") != null) {
      return ANSI_ESCAPE.matcher(part.group("ansi")).replaceAll(ShellWords::ansi);
    }
    for (String literal : List.of("plain", "escaped", "single")) {
      if (part.group(literal) != null) {
        return part.group(literal);
      }
    }
    long line = 1 + text.substring(0, part.start()).chars().filter(c -> c == '\n').count();
    throw new InputException(
        part.group("quote") != null
            ? "The quote " + part.group("quote") + " in line " + line + " is not closed"
            : "The command line has a variable or the output of another command in line "
                + line
                + ", whose value only the shell knows; write the value in its place");
  }

  private static String ansi(MatchResult escape) {
    String code = escape.group(1);
    return Matcher.quoteReplacement(
        switch (code.charAt(0)) {
          case 'u' -> new String(utf16(code.substring(1)).getBytes(UTF_8), ISO_8859_1);
          case 'x' -> Character.toString(Integer.parseInt(code.substring(1), 16));
          default -> escape.group().translateEscapes();
        });
  }

  private static String utf16(String codes) {
    return Stream.of(codes.split("\\\\u"))
        .map(code -> Character.toString(Integer.parseInt(code, 16)))
        .collect(joining());
  }
}
