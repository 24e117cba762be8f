package io.github.binancepay.tsp.benchmarks;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The table, as text and as Markdown. */
final class Report {
  private static final List<String> HEAD =
      List.of("what", "ours", "beside it", "its figure", "ratio", "quartiles", "to reach");

  private static final String LEGEND =
      "figures are medians of the rounds; a ratio is ours by its figure, made for each round: the"
          + " median, and the quartiles, between which half of the rounds are";

  private final List<String> machine;
  private final List<List<String>> lines;

  Report(List<String> machine, List<Row> rows) {
    this.machine = new ArrayList<>(machine);
    this.machine.add(LEGEND);
    this.lines = rows.stream().flatMap(row -> lines(row).stream()).toList();
  }

  String text() {
    List<List<String>> all = new ArrayList<>(List.of(HEAD));
    all.addAll(lines);
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> all.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    return String.join("\n", machine)
        + "\n\n"
        + all.stream().map(line -> padded(line, widths)).collect(joining("\n"))
        + "\n";
  }

  String markdown() {
    return machine.stream().map(line -> "- " + line + "\n").collect(joining())
        + "\n"
        + markdown(HEAD)
        + markdown(HEAD.stream().map(column -> "---").toList())
        + lines.stream().map(Report::markdown).collect(joining());
  }

  private static String markdown(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String padded(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> ("%-" + Math.max(1, widths[i]) + "s").formatted(cells.get(i)))
        .collect(joining("  "))
        .stripTrailing();
  }

  /** One line for each baseline; the first of them has our own figure, too. */
  private static List<List<String>> lines(Row row) {
    List<List<String>> lines = new ArrayList<>();
    if (row.beside().isEmpty() || !row.toReach().isEmpty()) {
      lines.add(
          List.of(
              row.what(),
              figure(row.ours().median(), row.unit()),
              "",
              "",
              "",
              range(row.ours(), row.unit()),
              row.toReach()));
    }
    for (Row.Baseline baseline : row.beside()) {
      Sample ratio = row.ours().dividedBy(baseline.sample());
      lines.add(
          List.of(
              lines.isEmpty() ? row.what() : "",
              lines.isEmpty() ? figure(row.ours().median(), row.unit()) : "",
              baseline.sample().name(),
              figure(baseline.sample().median(), row.unit()),
              String.format(Locale.ROOT, "%.2f×", ratio.median()),
              ratio.rounds().size() == 1
                  ? ""
                  : String.format(
                      Locale.ROOT, "%.2f–%.2f", ratio.quantile(0.25), ratio.quantile(0.75)),
              baseline.toReach()));
    }
    return lines;
  }

  private static String range(Sample sample, String unit) {
    return sample.rounds().size() == 1
        ? ""
        : figure(sample.quantile(0.25), "") + "–" + figure(sample.quantile(0.75), unit);
  }

  private static String figure(double value, String unit) {
    String format = Math.abs(value) < 100 ? "%,.1f %s" : "%,.0f %s";
    return String.format(Locale.ROOT, format, value, unit).strip();
  }
}
