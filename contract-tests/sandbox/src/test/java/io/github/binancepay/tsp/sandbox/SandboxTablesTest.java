package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.testing.GeneratedText.check;
import static io.github.binancepay.tsp.testing.GeneratedText.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.internal.provider.Check;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Operation;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import io.github.binancepay.tsp.sandbox.internal.provider.Triggers;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Tables of the sandbox's pages agree with the code; {@code -Dtexts.update} rewrites them. */
class SandboxTablesTest {
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

  @Test
  void limitsAreThoseOfTheCode() throws IOException {
    check(
        DOCS.resolve("checks.md"),
        "limits",
        table(
            List.of(
                List.of("limit", "value"),
                List.of("size of a request body", kibibytes(Limits.BODY_BYTES)),
                List.of("time for a request body to arrive", seconds(Limits.BODY_TIMEOUT)),
                List.of("unfinished request bodies", count(Limits.UNFINISHED_BODIES)),
                List.of("difference of a timestamp (`--window`)", seconds(Limits.WINDOW)),
                List.of("the same in `SandboxExtension`", seconds(Limits.EXTENSION_WINDOW)),
                List.of("nonces that are remembered", count(Limits.NONCES)),
                List.of("authorizations that are kept", count(Limits.AUTHORIZATIONS)),
                List.of(
                    "wait for responses in flight at the end", seconds(Limits.CLOSE_TIMEOUT)))));
    check(
        DOCS.resolve("notifications.md"),
        "limits",
        table(
            List.of(
                List.of("limit", "value"),
                List.of("attempts of a delivery", count(Limits.WEBHOOK_ATTEMPTS)),
                List.of("time for a webhook to respond", seconds(Limits.WEBHOOK_TIMEOUT)),
                List.of(
                    "delay before the first retry, doubled for each later one",
                    seconds(Limits.WEBHOOK_RETRY_DELAY)),
                List.of("pending deliveries", count(Limits.PENDING_DELIVERIES)),
                List.of("deliveries that are listed", count(Limits.LISTED_DELIVERIES)))));
  }

  private static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String kibibytes(int bytes) {
    return bytes / 1024 + " KiB";
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
