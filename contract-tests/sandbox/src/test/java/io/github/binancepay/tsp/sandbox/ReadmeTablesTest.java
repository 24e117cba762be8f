package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Validates the README's tables of the sandbox against the code's. */
class ReadmeTablesTest {
  @Test
  void theChecksAreThoseOfTheCodeInItsOrder() throws IOException {
    assertThat(readme("checks")).isEqualTo(table(TransportChecks.IN_ORDER));
    for (Operation operation : Operations.ALL) {
      assertThat(readme("checks of " + operation.operationId()))
          .isEqualTo(table(operation.checks()));
    }
  }

  private static String table(List<Check> checks) {
    Stream<String> rows =
        IntStream.range(0, checks.size())
            .mapToObj(
                i ->
                    String.format(
                        "| %d | %s | `%s` %s | %s |",
                        i + 1,
                        checks.get(i).rejects(),
                        checks.get(i).code().getValue(),
                        checks.get(i).code().name(),
                        checks.get(i).policy() ? "policy" : ""));
    return table("| | what does not pass | gets | |", "|---|---|---|---|", rows);
  }

  @Test
  void theTriggersAreThoseOfTheCode() throws IOException {
    Stream<String> rows =
        Triggers.ALL.stream()
            .map(
                trigger ->
                    String.format("| `%s` | %s |", trigger.merchantId(), trigger.description()));

    assertThat(readme("triggers"))
        .isEqualTo(table("| merchant id | response |", "|---|---|", rows));
  }

  private static String table(String head, String line, Stream<String> rows) {
    return String.join("\n", Stream.concat(Stream.of(head, line), rows).toList());
  }

  private static String readme(String section) throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    String start = "<!-- " + section + " -->\n";
    return readme.substring(
        readme.indexOf(start) + start.length(), readme.indexOf("\n<!-- /" + section + " -->"));
  }
}
