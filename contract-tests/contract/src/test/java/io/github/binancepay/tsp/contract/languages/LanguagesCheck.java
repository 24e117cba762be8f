package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Regenerates the client in every language of {@code openapi/languages} and runs it against the
 * signing vectors, the notifications and the sandbox: {@code mvn verify -Planguages}.
 */
class LanguagesCheck {
  private static final Path OPENAPI = Path.of("../../openapi").toAbsolutePath().normalize();
  private static final Path LANGUAGES = OPENAPI.resolve("languages");
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Map<String, Path> INPUTS =
      Map.of(
          "VECTORS", OPENAPI.resolve("signing-vectors.json"),
          "NOTIFICATION_VECTORS", OPENAPI.resolve("notification-vectors.json"),
          "SCENARIOS", LANGUAGES.resolve("scenarios.json"));

  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Object MAVEN = new Object();

  /** Runs one kit per processor. */
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  @TestFactory
  Stream<DynamicNode> kit() throws IOException {
    Conformance conformance =
        new Conformance(
            count(INPUTS.get("VECTORS")),
            count(INPUTS.get("NOTIFICATION_VECTORS")),
            Scenario.read(INPUTS.get("SCENARIOS")));
    Set<String> only = names("languages.only");
    Set<String> required = names("languages.required");
    Set<String> unknown = new TreeSet<>(only);
    unknown.addAll(required);
    unknown.remove("all");
    List<DynamicNode> nodes = new ArrayList<>();
    for (LanguageKit kit : kits()) {
      unknown.remove(kit.language());
      if (only.isEmpty() || only.contains(kit.language())) {
        boolean mayBeSkipped = !required.contains("all") && !required.contains(kit.language());
        Future<Map<String, String>> faults = THREADS.submit(run(kit, conformance));
        Stream<DynamicTest> tests =
            Stream.of(faults).flatMap(each -> tests(kit.language(), each, mayBeSkipped));
        nodes.add(dynamicContainer(kit.language(), tests));
      }
    }
    nodes.add(dynamicTest("names of kits", () -> assertThat(unknown).as("unknown kits").isEmpty()));
    return nodes.stream();
  }

  private static int count(Path vectors) throws IOException {
    return new JsonMapper().readTree(vectors.toFile()).path("vectors").size();
  }

  private static Set<String> names(String property) {
    Set<String> names = new TreeSet<>(List.of(System.getProperty(property, "").split("[, ]+")));
    names.remove("");
    return names;
  }

  private static List<LanguageKit> kits() throws IOException {
    try (Stream<Path> folders = Files.list(LANGUAGES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("config.yaml")))
          .sorted()
          .map(
              folder ->
                  new LanguageKit(
                      folder, TARGET.resolve("languages").resolve(folder.getFileName()), LIMIT))
          .toList();
    }
  }

  /** Returns a test for each result; one that fails or is skipped if the kit did not run. */
  private static Stream<DynamicTest> tests(
      String language, Future<Map<String, String>> faults, boolean mayBeSkipped) {
    try {
      return faults.get().entrySet().stream()
          .map(
              fault ->
                  dynamicTest(
                      language + " " + fault.getKey(),
                      () ->
                          assertThat(fault.getValue())
                              .as(language + ", " + fault.getKey())
                              .isEmpty()));
    } catch (ExecutionException | InterruptedException e) {
      return Stream.of(
          dynamicTest(
              language,
              () -> {
                if (mayBeSkipped && e.getCause() instanceof TestAbortedException skipped) {
                  throw skipped;
                }
                throw new AssertionError(language + ": " + e.getCause().getMessage(), e);
              }));
    }
  }

  /** Returns a task that runs the kit and prints one line about it. */
  private static Callable<Map<String, String>> run(LanguageKit kit, Conformance conformance) {
    return () -> {
      long started = System.nanoTime();
      String result = "failed";
      try {
        // Two Mavens must not write to one local repository at the same time.
        synchronized (kit.usesMaven() ? MAVEN : kit) {
          Map<String, String> faults = conformance.faults(check(kit));
          long right = faults.values().stream().filter(String::isEmpty).count();
          result = right + " of " + faults.size() + " tests passed";
          return faults;
        }
      } catch (TestAbortedException e) {
        result = "skipped, " + e.getMessage();
        throw e;
      } finally {
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        System.out.printf(Locale.ROOT, "%-18s %s (%d s)%n", kit.language(), result, seconds);
      }
    };
  }

  private static List<String> check(LanguageKit kit) throws IOException, InterruptedException {
    // Each kit has its own sandbox, so that it finds only the authorizations that it created.
    try (Sandbox sandbox = sandbox().start();
        BinancePayClient client =
            BinancePayClient.builder()
                .baseUrl(sandbox.baseUrl())
                .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY))
                .build()) {
      createWhatQueriesExpect(client);
      kit.generate(
          TARGET.resolve("openapi-generator-cli.jar"), OPENAPI.resolve("binance-pay.yaml"));
      ShownSamples.read().write(kit.language(), kit.samples());
      return kit.check(
          environment -> {
            INPUTS.forEach((name, file) -> environment.put(name, file.toString()));
            environment.put("BINANCE_PAY_BASE_URL", sandbox.baseUrl());
            environment.put("BINANCE_PAY_API_KEY", Sandbox.DEFAULT_API_KEY);
            environment.put("BINANCE_PAY_SECRET_KEY", Sandbox.DEFAULT_SECRET_KEY);
          });
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
  static void createWhatQueriesExpect(BinancePayClient client) {
    Stream.of(
            "merchant1",
            "商户-é-😀",
            "sandbox-unknown-fields",
            "merchant-with-two",
            "merchant-with-two")
        .forEach(
            merchantId ->
                client.createAuthorization(
                    new CreateAuthorizationRequest()
                        .merchantId(merchantId)
                        .scopes(List.of("CONVERT"))
                        .ipWhitelist(List.of("192.168.1.1"))));
  }
}
