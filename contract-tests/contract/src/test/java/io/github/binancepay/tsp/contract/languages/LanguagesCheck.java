package io.github.binancepay.tsp.contract.languages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Regenerates the client in every language of {@code openapi/languages}, and runs it against the
 * signing vectors, the notifications and the sandbox: {@code mvn verify -Planguages}. Ends with
 * status 1 if a language is not right, or is required and skipped.
 */
final class LanguagesCheck {
  private static final String ALL = "all";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final PrintStream out;
  private final Path openapi;
  private final Path target;
  private final ConformanceJudge judge;
  private final Object maven = new Object();

  private LanguagesCheck(PrintStream out, Path openapi, Path target) throws IOException {
    this.out = out;
    this.openapi = openapi;
    this.target = target;
    this.judge =
        new ConformanceJudge(
            count(vectors()), count(notificationVectors()), Scenario.read(scenarios()));
  }

  private static int count(Path vectors) throws IOException {
    return new JsonMapper().readTree(vectors.toFile()).path("vectors").size();
  }

  /**
   * Runs it in the module {@code -Dlanguages.basedir}, for the languages {@code -Dlanguages.only},
   * or all. {@code -Dlanguages.required} names those that must not be left out, or {@code all}.
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    // The table has characters that the locale's character set may lack.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    Path module = Path.of(System.getProperty("languages.basedir"));
    boolean passed = passes(out, module, names("languages.only"), names("languages.required"));
    System.exit(passed ? 0 : 1);
  }

  /** Whether every language is right, after it has printed what became of each. */
  static boolean passes(PrintStream out, Path module, Set<String> only, Set<String> required)
      throws IOException, InterruptedException, ExecutionException {
    LanguagesCheck check =
        new LanguagesCheck(
            out,
            module.resolve("../../openapi").normalize(),
            module.resolve("target").resolve("languages"));
    LanguagesTable table = new LanguagesTable(check.judge.rows(), check.run(only, required));
    out.print("\n" + table.text());
    out.println(table.counts());
    return !table.failed();
  }

  private static Set<String> names(String property) {
    Set<String> names = new TreeSet<>(List.of(System.getProperty(property, "").split("[, ]+")));
    names.remove("");
    return names;
  }

  private List<LanguageReport> run(Set<String> only, Set<String> required)
      throws IOException, InterruptedException, ExecutionException {
    List<LanguageKit> kits =
        kits().stream().filter(kit -> only.isEmpty() || only.contains(kit.language())).toList();
    List<LanguageReport> reports = new ArrayList<>();
    for (LanguageReport report : reports(kits)) {
      reports.add(required(report, required) ? report.required() : report);
    }
    Stream.concat(only.stream(), required.stream())
        .filter(language -> !language.equals(ALL))
        .filter(language -> reports.stream().noneMatch(r -> r.language().equals(language)))
        .distinct()
        .forEach(
            language ->
                reports.add(
                    LanguageReport.failed(language, "asked for, but there is no such kit")));
    return reports;
  }

  /** The sandbox that the scenarios expect. */
  static Sandbox.Builder sandbox() {
    // The window is wide, since a busy machine may take a second between signing and sending.
    return Sandbox.builder()
        .window(Duration.ofSeconds(10))
        .merchant("merchant1", "Merchant One")
        .merchant("商户-é-😀", "Shop")
        .merchant("merchant-with-two", "Two");
  }

  /** Creates what the queries find, whether or not other scenarios have run. */
  static void createWhatIsFound(BinancePayClient client) {
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

  private static boolean required(LanguageReport report, Set<String> required) {
    return required.contains(ALL) || required.contains(report.language());
  }

  /** As many kits at once as there are processors, since each mostly waits for one. */
  private List<LanguageReport> reports(List<LanguageKit> kits)
      throws InterruptedException, ExecutionException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<LanguageReport>> reports = new ArrayList<>();
      for (LanguageKit kit : kits) {
        reports.add(threads.submit(() -> kit.usesMaven() ? oneMaven(kit) : report(kit)));
      }
      List<LanguageReport> inOrder = new ArrayList<>();
      for (Future<LanguageReport> report : reports) {
        inOrder.add(report.get());
      }
      return inOrder;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Two Mavens at once would write to the same local repository. */
  private LanguageReport oneMaven(LanguageKit kit) throws IOException, InterruptedException {
    synchronized (maven) {
      return report(kit);
    }
  }

  private List<LanguageKit> kits() throws IOException {
    try (Stream<Path> folders = Files.list(openapi.resolve("languages"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("config.yaml")))
          .sorted()
          .map(folder -> new LanguageKit(folder, target.resolve(folder.getFileName()), LIMIT))
          .toList();
    }
  }

  private LanguageReport report(LanguageKit kit) throws IOException, InterruptedException {
    long started = System.nanoTime();
    LanguageReport report;
    // Each language has its own, so that it finds no authorization but those that it created.
    try (Sandbox sandbox = sandbox().start();
        BinancePayClient client =
            BinancePayClient.builder()
                .baseUrl(sandbox.baseUrl())
                .credentials(ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY))
                .build()) {
      createWhatIsFound(client);
      kit.generate(
          target.resolveSibling("openapi-generator-cli.jar"), openapi.resolve("binance-pay.yaml"));
      ShownSamples.read().write(kit.language(), kit.samples());
      List<String> lines = kit.check(environment(sandbox));
      report = LanguageReport.judged(kit.language(), judge.judge(lines, known(kit)));
    } catch (LanguageKit.Skipped e) {
      report = LanguageReport.skipped(kit.language(), e.getMessage());
    } catch (LanguageKit.BuildFailure | IOException e) {
      report = LanguageReport.failed(kit.language(), e.getMessage());
    }
    long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
    out.printf("%s: %s after %d s%n", kit.language(), report.status(), seconds);
    return report;
  }

  private Map<String, String> environment(Sandbox sandbox) {
    return Map.of(
        "VECTORS", vectors().toString(),
        "NOTIFICATION_VECTORS", notificationVectors().toString(),
        "SCENARIOS", scenarios().toString(),
        "BINANCE_PAY_BASE_URL", sandbox.baseUrl(),
        "BINANCE_PAY_API_KEY", Sandbox.DEFAULT_API_KEY,
        "BINANCE_PAY_SECRET_KEY", Sandbox.DEFAULT_SECRET_KEY);
  }

  /** What is known to go wrong in this language; its README says what to do about it. */
  private static Map<String, String> known(LanguageKit kit) throws IOException {
    Path file = kit.folder().resolve("known.json");
    return Files.exists(file)
        ? new JsonMapper().readValue(file.toFile(), new TypeReference<>() {})
        : Map.of();
  }

  private Path vectors() {
    return openapi.resolve("signing-vectors.json");
  }

  private Path notificationVectors() {
    return openapi.resolve("notification-vectors.json");
  }

  private Path scenarios() {
    return openapi.resolve("languages").resolve("scenarios.json");
  }
}
