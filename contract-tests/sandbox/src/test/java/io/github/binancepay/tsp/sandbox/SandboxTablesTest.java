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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables of the sandbox's pages agree with the code; {@code -Dtexts.update} rewrites them. */
class SandboxTablesTest {
  private static final Path CHECKS = Path.of("docs/checks.md");
  private static final Path JSON = Path.of("docs/json-and-triggers.md");
  private static final Path NOTIFICATIONS = Path.of("docs/notifications.md");

  @Test
  void listChecksInTheirOrder() throws IOException {
    checkChecks("checks", TransportChecks.IN_ORDER);
    for (Operation operation : Operations.ALL) {
      assertThat(Files.readString(CHECKS)).contains(operation.operationId());
      if (!operation.checks().isEmpty()) {
        checkChecks("checks of " + operation.operationId(), operation.checks());
      }
    }
  }

  private static void checkChecks(String name, List<Check> checks) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Check check : checks) {
      String code = "`" + check.code().getValue() + "` " + check.code().name();
      String policy = check.policy() ? "policy" : "";
      rows.add(String.join(" | ", "" + (rows.size() + 1), check.rejects(), code, policy));
    }
    checkTable(CHECKS, name, " | rejects a request if | result code | ", rows.stream());
  }

  @Test
  void listTriggers() throws IOException {
    Stream<String> rows =
        Triggers.ALL.stream().map(one -> "`" + one.merchantId() + "` | " + one.description());
    checkTable(JSON, "triggers", "merchant id | response", rows);
  }

  @Test
  void listMerchantActions() throws IOException {
    String head = "`POST /sandbox/authorizations/ID/…` | status before | after | event";
    Stream<String> rows =
        Stream.of(MerchantAction.values())
            .map(one -> List.of(one.pathName(), one.from(), one.to(), one.event().getValue()))
            .map(one -> "`%s` | %s | %s | `%s`".formatted(one.toArray()));
    checkTable(JSON, "actions", head, rows);
  }

  @Test
  void listDeliveryFaults() throws IOException {
    Stream<String> rows =
        Stream.of(DeliveryFault.values())
            .map(one -> "`" + one.pathName() + "` | " + one.description());
    checkTable(NOTIFICATIONS, "faults", "fault | effect on the event", rows);
  }

  @Test
  void listLimits() throws IOException {
    checkLimits(
        CHECKS,
        "size of a request body | " + Limits.BODY_BYTES / 1024 + " KiB",
        "time for a request body to arrive | " + seconds(Limits.BODY_TIMEOUT),
        "unfinished request bodies | " + count(Limits.UNFINISHED_BODIES),
        "difference of a timestamp (`--window`) | " + seconds(Limits.WINDOW),
        "the same in `SandboxExtension` | " + seconds(Limits.EXTENSION_WINDOW),
        "nonces that are remembered | " + count(Limits.NONCES),
        "authorizations that are kept | " + count(Limits.AUTHORIZATIONS),
        "wait for responses in flight at the end | " + seconds(Limits.CLOSE_TIMEOUT));
    String delay = "delay before the first retry, doubled for each later one | ";
    checkLimits(
        NOTIFICATIONS,
        "attempts of a delivery | " + count(Limits.WEBHOOK_ATTEMPTS),
        "time for a webhook to respond | " + seconds(Limits.WEBHOOK_TIMEOUT),
        delay + seconds(Limits.WEBHOOK_RETRY_DELAY),
        "pending deliveries | " + count(Limits.PENDING_DELIVERIES),
        "deliveries that are listed | " + count(Limits.LISTED_DELIVERIES));
  }

  private static void checkLimits(Path page, String... limits) throws IOException {
    checkTable(page, "limits", "limit | value", Stream.of(limits));
  }

  /** Compares a table whose cells are separated by bars. */
  private static void checkTable(Path page, String name, String head, Stream<String> rows)
      throws IOException {
    Stream<String> lines = Stream.concat(Stream.of(head), rows);
    check(page, name, table(lines.map(cells -> List.of(cells.split(" \\| ", -1))).toList()));
  }

  private static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
