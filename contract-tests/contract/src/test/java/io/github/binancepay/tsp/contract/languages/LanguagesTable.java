package io.github.binancepay.tsp.contract.languages;

import io.github.binancepay.tsp.contract.languages.LanguageReport.Status;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reports of all languages, as one table: a column for each language, a row for each scenario.
 */
record LanguagesTable(List<String> rows, List<LanguageReport> reports) {
  /** The table, and below it what does not fit into a cell. */
  String text() {
    int first = rows.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    text.append(line("", first, LanguageReport::language));
    for (String row : rows) {
      text.append(line(row, first, report -> brief(report, row)));
    }
    text.append(line("", first, report -> report.status().toString()));
    reports.forEach(report -> notes(report).forEach(note -> text.append(note).append('\n')));
    return text.toString();
  }

  /** What the command prints last. */
  String counts() {
    return "%d passed, %d failed, %d skipped"
        .formatted(count(Status.PASSED), count(Status.FAILED), count(Status.SKIPPED));
  }

  boolean failed() {
    return count(Status.FAILED) > 0;
  }

  private long count(Status status) {
    return reports.stream().filter(report -> report.status() == status).count();
  }

  private String line(String row, int width, Function<LanguageReport, String> cell) {
    return reports.stream()
            .map(report -> pad(cell.apply(report), width(report)))
            .collect(Collectors.joining("  ", pad(row, width) + "  ", ""))
            .stripTrailing()
        + "\n";
  }

  private int width(LanguageReport report) {
    return Stream.concat(
            Stream.of(report.language(), report.status().toString()),
            report.cells().values().stream().map(Cell::brief))
        .mapToInt(String::length)
        .max()
        .orElseThrow();
  }

  private static String brief(LanguageReport report, String row) {
    Cell cell = report.cells().get(row);
    return cell == null ? "–" : cell.brief();
  }

  private static Stream<String> notes(LanguageReport report) {
    Stream<String> ofTheLanguage =
        report.why().isEmpty()
            ? Stream.empty()
            : Stream.of(report.language() + ": " + report.why());
    Stream<String> ofTheCells =
        report.cells().entrySet().stream()
            .filter(cell -> !cell.getValue().detail().isEmpty())
            .map(
                cell ->
                    "%s, %s: %s: %s"
                        .formatted(
                            report.language(),
                            cell.getKey(),
                            cell.getValue().brief(),
                            cell.getValue().detail()));
    return Stream.concat(ofTheLanguage, ofTheCells);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
