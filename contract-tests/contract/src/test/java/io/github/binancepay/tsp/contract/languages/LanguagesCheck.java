package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.contract.ClientCalls;
import io.github.binancepay.tsp.contract.document.ReferencePage;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * Regenerates the client in every language of {@code openapi/languages} and runs it against the
 * signing vectors, the notifications and the sandbox: {@code mvn verify -Planguages}.
 */
class LanguagesCheck {
  private static final Path OPENAPI = Path.of("../../openapi").toAbsolutePath().normalize();
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path VECTORS = OPENAPI.resolve("signing-vectors.json");
  private static final Path NOTIFICATIONS = OPENAPI.resolve("notification-vectors.json");
  private static final Path SCENARIOS = OPENAPI.resolve("languages/scenarios.json");

  /** Lock of the kits that use Maven: two builds must not write to one local repository. */
  private static final Object MAVEN = new Object();

  static List<LanguageKit> kits() throws IOException {
    try (Stream<Path> folders = Files.list(OPENAPI.resolve("languages"))) {
      List<LanguageKit> kits =
          folders
              .filter(Files::isDirectory)
              .sorted()
              .map(each -> new LanguageKit(each, TARGET.resolve("languages/" + each.getFileName())))
              .toList();
      Set<String> only = names("languages.only");
      Set<String> named = names("languages.required");
      named.addAll(only);
      named.remove("all");
      assertThat(kits).extracting(LanguageKit::language).containsAll(named);
      return kits.stream().filter(kit -> only.isEmpty() || only.contains(kit.language())).toList();
    }
  }

  private static Set<String> names(String property) {
    Set<String> names = new TreeSet<>(List.of(System.getProperty(property, "").split("[, ]+")));
    names.remove("");
    return names;
  }

  @ParameterizedTest
  @MethodSource("kits")
  @Execution(ExecutionMode.CONCURRENT)
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void clientGivesExpectedResults(LanguageKit kit) throws IOException, InterruptedException {
    long started = System.nanoTime();
    String result = "failed";
    synchronized (kit.usesMaven() ? MAVEN : kit) {
      try {
        Conformance expected =
            new Conformance(count(VECTORS), count(NOTIFICATIONS), Scenario.read(SCENARIOS));
        assertThat(expected.faults(check(kit))).as(kit.language()).isEmpty();
        result = "passed";
      } catch (TestAbortedException e) {
        assertThat(names("languages.required"))
            .as("%s is required, but is skipped: %s", kit.language(), e.getMessage())
            .doesNotContain("all", kit.language());
        result = "skipped, " + e.getMessage();
        throw e;
      } finally {
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        System.out.printf(Locale.ROOT, "%-18s %s (%d s)%n", kit.language(), result, seconds);
      }
    }
  }

  private static int count(Path vectors) throws IOException {
    return new JsonMapper().readTree(vectors.toFile()).path("vectors").size();
  }

  private static List<String> check(LanguageKit kit) throws IOException, InterruptedException {
    // Each kit has its own sandbox, so that it finds only the authorizations that it created.
    try (Sandbox sandbox = sandbox().start();
        BinancePayClient client =
            BinancePayClient.builder()
                .baseUrl(sandbox.baseUrl())
                .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY))
                .build()) {
      createExpectedAuthorizations(client);
      kit.generate(
          TARGET.resolve("openapi-generator-cli.jar"), OPENAPI.resolve("binance-pay.yaml"));
      ReferencePage.writeSamples(kit.language(), kit.samples());
      Map<String, String> environment = new HashMap<>();
      environment.put("VECTORS", VECTORS.toString());
      environment.put("NOTIFICATION_VECTORS", NOTIFICATIONS.toString());
      environment.put("SCENARIOS", SCENARIOS.toString());
      environment.put("BINANCE_PAY_BASE_URL", sandbox.baseUrl());
      environment.put("BINANCE_PAY_API_KEY", Sandbox.DEFAULT_API_KEY);
      environment.put("BINANCE_PAY_SECRET_KEY", Sandbox.DEFAULT_SECRET_KEY);
      return kit.check(environment);
    }
  }

  /** Returns a sandbox as the scenarios expect it, with a window for loaded machines. */
  static SandboxBuilder sandbox() {
    return Sandbox.builder()
        .window(Duration.ofSeconds(10))
        .merchant("merchant1", "Merchant One")
        .merchant("商户-é-😀", "Shop")
        .merchant("merchant-with-two", "Two");
  }

  /** Creates the authorizations that the queries of the scenarios expect. */
  static void createExpectedAuthorizations(BinancePayClient client) {
    Stream.of(
            "merchant1",
            "商户-é-😀",
            "sandbox-unknown-fields",
            "merchant-with-two",
            "merchant-with-two")
        .forEach(merchantId -> client.createAuthorization(ClientCalls.request(merchantId)));
  }
}
