package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the table of mistakes, {@code mistakes.txt}, for one request. */
final class MistakeTable {
  private static final Pattern ROW =
      Pattern.compile("(\\d+)  (\\w+)\\((.*?)\\)  +(.*?)(?: -> (.*))?");
  private static final Pattern RANGE = Pattern.compile("(\\d+)[.][.](\\d+)");
  private static final List<String> LINES = lines();

  private final Words words;
  private final List<List<Mistake>> sections = new ArrayList<>();
  private String advice;

  private MistakeTable(Words words) {
    this.words = words;
  }

  /** {@return the rows of each wanted section by rank; rows of one section exclude each other} */
  static List<List<Mistake>> of(Predicate<String> wanted, Words words) {
    MistakeTable table = new MistakeTable(words);
    boolean isWanted = false;
    for (String line : LINES) {
      if (line.startsWith("[")) {
        isWanted = wanted.test(line.substring(1, line.length() - 1));
        table.advice = null;
      } else if (isWanted && table.advice == null) {
        table.advice = line;
        table.sections.add(new ArrayList<>());
      } else if (isWanted) {
        table.addRow(line);
      }
    }
    table.sections.forEach(rows -> rows.sort((a, b) -> Integer.compare(a.rank(), b.rank())));
    return table.sections;
  }

  private void addRow(String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      throw new IllegalStateException("mistakes.txt has a row that cannot be read: " + line);
    }
    for (String argument : alternatives(row.group(3)).toList()) {
      String filled = words.fill(argument.translateEscapes());
      sections
          .get(sections.size() - 1)
          .add(
              new Mistake(
                  Integer.parseInt(row.group(1)),
                  sentence(row.group(4), argument),
                  row.group(5) == null ? advice : row.group(5),
                  Changes.of(row.group(2), filled, words)));
    }
  }

  private static String sentence(String what, String argument) {
    String[] parts = argument.split("=", 2);
    return what.replace("%s", NearestName.printable(argument))
        .replace("%1", NearestName.printable(parts[0]))
        .replace("%2", NearestName.printable(parts[parts.length - 1]));
  }

  private Stream<String> alternatives(String arguments) {
    Function<String, Stream<String>> each =
        argument -> {
          Matcher range = RANGE.matcher(argument);
          return argument.equals("{members}")
              ? words.members().stream()
              : range.matches()
                  ? IntStream.rangeClosed(
                          Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                      .mapToObj(Integer::toString)
                  : Stream.of(argument);
        };
    return Stream.of(arguments.split("[|]", -1)).flatMap(each);
  }

  private static List<String> lines() {
    try (InputStream in = MistakeTable.class.getResourceAsStream("mistakes.txt")) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("mistakes.txt is missing from the sandbox's jar", e);
    }
  }
}
