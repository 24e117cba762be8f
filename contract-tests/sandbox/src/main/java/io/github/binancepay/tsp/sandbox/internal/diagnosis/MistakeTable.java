package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table of mistakes, {@code mistakes.txt}. Its arguments name texts of the request, such as
 * {@code {apiKey}}.
 */
record MistakeTable(SignedRequest request, String secretKey) {
  /**
   * A mistake that people make: a row of a table.
   *
   * @param rank from 1, the likeliest
   * @param what is wrong
   * @param advice what to do
   * @param change from the draft that is right to the one that was signed
   */
  record Mistake(int rank, String what, String advice, Consumer<Draft> change) {
    /** Added to each rank, so that every mistake is tried alone before the first two together. */
    static final int FIRST = 10;

    /** {@return the rank as it counts in a sum} */
    int cost() {
      return FIRST + rank;
    }

    String sentence() {
      return what + ": " + advice + ".";
    }
  }

  private static final Pattern ROW =
      Pattern.compile("(\\d+)  (\\w+)\\((.*?)\\)  +(.*?)(?: -> (.*))?");
  private static final Pattern RANGE = Pattern.compile("(\\d+)[.][.](\\d+)");
  private static final List<String> SECTIONS = sections("mistakes.txt").toList();

  // A body of the API has five; every member more is another row.
  private static final int MAX_MEMBERS = 20;
  private static final String UUID_PARTS = "^(.{8})(.{4})(.{4})(.{4})(.{12})$";
  private static final Pattern WORD = Pattern.compile("\\{(\\w+)}");

  /**
   * {@return the rows of the wanted sections by rank, with other advice; those of one section
   * exclude each other}
   */
  List<List<Mistake>> rows(Predicate<String> wanted, UnaryOperator<String> advice) {
    return SECTIONS.stream()
        .filter(wanted)
        .map(
            section -> {
              List<String> lines = section.lines().toList();
              return lines.stream()
                  .skip(2)
                  .flatMap(line -> mistakes(line, lines.get(1), advice))
                  .sorted(Comparator.comparingInt(Mistake::rank))
                  .toList();
            })
        .toList();
  }

  private Stream<Mistake> mistakes(String line, String usual, UnaryOperator<String> advice) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      throw new IllegalStateException("mistakes.txt has a row that cannot be read: " + line);
    }
    int rank = Integer.parseInt(row.group(1));
    String function = row.group(2);
    String what = row.group(4);
    String toDo = advice.apply(row.group(5) == null ? usual : row.group(5));
    return Stream.of(row.group(3).split("[|]", -1))
        .flatMap(this::alternatives)
        .map(
            argument ->
                new Mistake(rank, sentence(what, argument), toDo, change(function, argument)));
  }

  private Consumer<Draft> change(String function, String argument) {
    return Changes.of(function, fill(argument.translateEscapes()), this);
  }

  private static String sentence(String what, String argument) {
    String[] parts = argument.split("=", 2);
    return what.replace("%1", NearestName.printable(parts[0]))
        .replace("%2", NearestName.printable(parts[parts.length - 1]))
        .replace("%s", NearestName.printable(argument));
  }

  private Stream<String> alternatives(String argument) {
    if (!RANGE.matcher(argument).matches()) {
      return argument.equals("{members}") ? members() : Stream.of(argument);
    }
    List<Integer> ends = Stream.of(argument.split("[.]{2}")).map(Integer::valueOf).toList();
    return IntStream.rangeClosed(ends.get(0), ends.get(1)).mapToObj(Integer::toString);
  }

  /** {@return the sections of a table, without comments: a line with the name, and the others} */
  static Stream<String> sections(String file) {
    try (InputStream in = MistakeTable.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), UTF_8).replaceAll("(?m)^(#.*)?\\R", "");
      return Stream.of(text.split("(?m)^\\[(?=.*]$)")).skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is missing from the sandbox's jar", e);
    }
  }

  private Stream<String> members() {
    return new Body(request.body())
        .json().stream().flatMap(json -> json.value().keySet().stream()).limit(MAX_MEMBERS);
  }

  /** {@return the timestamp some milliseconds later; unchanged if it is no number} */
  String moved(long by) {
    return millis() == 0 ? request.timestamp() : Long.toString(millis() + by);
  }

  private long millis() {
    String timestamp = request.timestamp();
    return timestamp.matches("[0-9]{1,15}") ? Long.parseLong(timestamp) : 0;
  }

  /** {@return an argument with these texts; other words in braces stay} */
  private String fill(String argument) {
    return WORD.matcher(argument).replaceAll(word -> Matcher.quoteReplacement(text(word)));
  }

  private String text(MatchResult word) {
    long millis = millis();
    return switch (word.group(1)) {
      case "bom" -> "\ufeff";
      case "apiKey" -> request.apiKey();
      case "secretKey" -> secretKey;
      case "method" -> request.method();
      case "path" -> request.path();
      case "lowerNonce" -> request.nonce().toLowerCase(Locale.ROOT);
      case "upperNonce" -> request.nonce().toUpperCase(Locale.ROOT);
      case "dashedNonce" -> request.nonce().replaceAll(UUID_PARTS, "$1-$2-$3-$4-$5");
      case "seconds" -> Long.toString(millis / 1000);
      case "nextSecond" -> Long.toString(millis / 1000 + 1);
      case "fraction" -> String.format(Locale.ROOT, "%03d", millis % 1000);
      case "double" -> Double.toString((double) millis);
      case "grouped" -> String.format(Locale.ROOT, "%,d", millis);
      case "hex" -> Long.toHexString(millis);
      case "date" -> Instant.ofEpochMilli(millis).toString();
      default -> word.group();
    };
  }
}
