package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Validates the README's tables of the sandbox against the code's. */
class ReadmeTablesTest {
  private static final Path README = Path.of("../../README.md");
  private static final String NO_CHECKS =
      "\n`queryScopes` and `queryCertificates` take `{}`, and make no more checks.\n";

  @Test
  void theOperationsWithoutChecksAreNamed() throws IOException {
    assertThat(Files.readString(README)).contains(NO_CHECKS);
  }

  @Test
  void theChecksAreThoseOfTheCodeInItsOrder() throws IOException {
    assertThat(readme("checks")).isEqualTo(table(TransportChecks.IN_ORDER));
    for (Operation operation : Operations.ALL) {
      if (operation.checks().isEmpty()) {
        assertThat(NO_CHECKS.split("`")).contains(operation.operationId());
        continue;
      }
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

  @Test
  void theActionsOfAMerchantAreThoseOfTheCode() throws IOException {
    StringBuilder table =
        new StringBuilder(
            "| `POST /sandbox/authorizations/ID/…` | status before | after | event |\n"
                + "|---|---|---|---|");
    for (MerchantAction action : MerchantAction.values()) {
      table.append(
          String.format(
              "\n| `%s` | %s | %s | `%s` |",
              action.pathName(), action.from(), action.to(), action.event().getValue()));
    }

    assertThat(readme("actions")).isEqualTo(table.toString());
  }

  @Test
  void theFaultsOfDeliveriesAreThoseOfTheCode() throws IOException {
    StringBuilder table = new StringBuilder("| fault | what happens to the event |\n|---|---|");
    for (DeliveryFault fault : DeliveryFault.values()) {
      table.append(String.format("\n| `%s` | %s |", fault.pathName(), fault.description()));
    }

    assertThat(readme("faults")).isEqualTo(table.toString());
  }

  private static String readme(String section) throws IOException {
    String readme = Files.readString(README);
    String start = "<!-- " + section + " -->\n";
    String end = "\n<!-- /" + section + " -->";
    assertThat(readme).contains(start, end);
    return readme.substring(readme.indexOf(start) + start.length(), readme.indexOf(end));
  }
}
