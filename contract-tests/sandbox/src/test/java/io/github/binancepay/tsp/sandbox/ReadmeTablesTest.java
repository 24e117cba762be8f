package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.testing.GeneratedText.check;
import static io.github.binancepay.tsp.testing.GeneratedText.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.internal.provider.Check;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import io.github.binancepay.tsp.sandbox.internal.provider.Triggers;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of the sandbox's pages agree with the code; {@code -Dtexts.update} rewrites them. */
class ReadmeTablesTest {
  private static final Path DOCS = Path.of("docs");

  @Test
  void checksAreThoseOfTheCodeInItsOrder() throws IOException {
    check(DOCS.resolve("checks.md"), "checks", checks(TransportChecks.IN_ORDER));
    for (Operation operation : Operations.ALL) {
      assertThat(Files.readString(DOCS.resolve("checks.md"))).contains(operation.operationId());
      if (!operation.checks().isEmpty()) {
        check(
            DOCS.resolve("checks.md"),
            "checks of " + operation.operationId(),
            checks(operation.checks()));
      }
    }
  }

  private static String checks(List<Check> checks) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "rejects a request if", "result code", ""));
    for (Check check : checks) {
      rows.add(
          List.of(
              String.valueOf(rows.size()),
              check.rejects(),
              "`" + check.code().getValue() + "` " + check.code().name(),
              check.policy() ? "policy" : ""));
    }
    return table(rows);
  }

  @Test
  void triggersAreThoseOfTheCode() throws IOException {
    List<List<String>> rows = new ArrayList<>(List.of(List.of("merchant id", "response")));
    Triggers.ALL.forEach(
        trigger -> rows.add(List.of("`" + trigger.merchantId() + "`", trigger.description())));

    check(DOCS.resolve("json-and-triggers.md"), "triggers", table(rows));
  }

  @Test
  void actionsAreThoseOfTheCode() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("`POST /sandbox/authorizations/ID/…`", "status before", "after", "event"));
    for (MerchantAction action : MerchantAction.values()) {
      rows.add(
          List.of(
              "`" + action.pathName() + "`",
              action.from().toString(),
              action.to().toString(),
              "`" + action.event().getValue() + "`"));
    }

    check(DOCS.resolve("json-and-triggers.md"), "actions", table(rows));
  }

  @Test
  void faultsAreThoseOfTheCode() throws IOException {
    List<List<String>> rows = new ArrayList<>(List.of(List.of("fault", "effect on the event")));
    for (DeliveryFault fault : DeliveryFault.values()) {
      rows.add(List.of("`" + fault.pathName() + "`", fault.description()));
    }

    check(DOCS.resolve("notifications.md"), "faults", table(rows));
  }
}
