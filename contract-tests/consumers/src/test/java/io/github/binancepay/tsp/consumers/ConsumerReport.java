package io.github.binancepay.tsp.consumers;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a consumer.
 *
 * @param works which of the cells it says went well
 * @param note what else there is to say: a refusal, or why it failed
 */
record ConsumerReport(String name, List<String> works, String note, boolean asExpected) {
  static final List<String> CELLS = List.of("blocking", "asynchronous", "rejected", "notification");

  static ConsumerReport of(Consumer consumer, List<String> mavenLog) throws IOException {
    List<String> output = consumer.output();
    List<String> works = CELLS.stream().filter(cell -> output.contains(cell + ": works")).toList();
    String refusal = with("refused: ", output);
    String error = error(consumer, output, mavenLog);
    boolean right =
        error.isEmpty()
            && (consumer.refused() == null
                ? works.equals(CELLS)
                : works.isEmpty() && refusal.startsWith(consumer.refused()));
    String note = refusal.isEmpty() ? "" : "refused as expected: " + refusal;
    if (!right) {
      note =
          "FAILED: "
              + (!refusal.isEmpty() ? "refused: " + refusal : !error.isEmpty() ? error : "no error")
              + "; expected to "
              + (consumer.refused() == null ? "work" : "be refused: " + consumer.refused());
    }
    return new ConsumerReport(consumer.name(), works, note, right);
  }

  private static String with(String start, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }

  private static String error(Consumer consumer, List<String> output, List<String> mavenLog) {
    String thrown = with("Exception in thread \"main\" ", output);
    if (!thrown.isEmpty()) {
      return thrown + "; see " + consumer.log();
    }
    return mavenLog.stream()
        .filter(line -> line.contains(" on project " + consumer.name() + ": "))
        .map(line -> line.substring(line.indexOf("Failed")))
        .findFirst()
        .orElse(output.isEmpty() ? "did not run" : "");
  }

  static String table(List<ConsumerReport> reports) {
    int width = reports.stream().mapToInt(report -> report.name().length()).max().orElse(0);
    StringBuilder table = new StringBuilder();
    table.append(" ".repeat(width)).append("  ").append(String.join("  ", CELLS)).append('\n');
    for (ConsumerReport report : reports) {
      table.append(report.line(width)).append('\n');
    }
    return table.toString();
  }

  private String line(int width) {
    String marks =
        CELLS.stream()
            .map(cell -> pad(works.contains(cell) ? "✓" : "–", cell.length()))
            .collect(Collectors.joining("  "));
    return (pad(name, width) + "  " + marks + "  " + note).stripTrailing();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
