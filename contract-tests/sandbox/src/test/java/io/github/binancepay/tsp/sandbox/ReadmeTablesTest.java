package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    StringBuilder table = new StringBuilder("| | what does not pass | gets | |\n|---|---|---|---|");
    int number = 0;
    for (Check check : checks) {
      table.append(
          String.format(
              "\n| %d | %s | `%s` %s | %s |",
              ++number,
              check.rejects(),
              check.code().getValue(),
              check.code().name(),
              check.policy() ? "policy" : ""));
    }
    return table.toString();
  }

  @Test
  void theTriggersAreThoseOfTheCode() throws IOException {
    StringBuilder table = new StringBuilder("| merchant id | response |\n|---|---|");
    Triggers.ALL.forEach(
        trigger ->
            table.append(
                String.format("\n| `%s` | %s |", trigger.merchantId(), trigger.description())));

    assertThat(readme("triggers")).isEqualTo(table.toString());
  }

  private static String readme(String section) throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    String start = "<!-- " + section + " -->\n";
    String end = "\n<!-- /" + section + " -->";
    assertThat(readme).contains(start, end);
    return readme.substring(readme.indexOf(start) + start.length(), readme.indexOf(end));
  }
}
