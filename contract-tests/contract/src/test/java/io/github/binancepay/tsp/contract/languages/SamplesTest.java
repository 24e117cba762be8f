package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.binancepay.tsp.contract.Javac;
import io.github.binancepay.tsp.contract.document.Document;
import io.github.binancepay.tsp.contract.document.ReferencePage;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Yaml;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Validates kits and samples without the kits' toolchains. Each kit's {@code check} runs its
 * samples; those of curl and of {@code BinancePayClient} run here.
 */
class SamplesTest {
  private static final Path LANGUAGES = Path.of("../../openapi/languages");
  private static final Document DOCUMENT = Document.read();

  /** Files with the check of the response, for samples that call a function of the kit. */
  private static final Map<String, String> FUNCTIONS =
      Map.of("php", "php/example.php", "ruby", "ruby/example.rb", "rust", "rust/lib.rs");

  @RegisterExtension
  static final SandboxExtension SANDBOX = new SandboxExtension(LanguagesCheck.sandbox());

  static List<Path> kits() throws IOException {
    try (Stream<Path> folders = Files.list(LANGUAGES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  static List<Document.Operation> operations() {
    return DOCUMENT.operations();
  }

  @ParameterizedTest
  @MethodSource("kits")
  void kitIsListedAndComplete(Path kit) throws IOException {
    String name = kit.getFileName().toString();

    assertThat(Files.readString(LANGUAGES.resolve("README.md")))
        .contains("| [%1$s](%1$s) |".formatted(name));
    assertThat(kit.resolve("README.md")).isNotEmptyFile();
    assertThat(kit.resolve("check")).isExecutable();
    assertThat(kit)
        .isDirectoryRecursivelyContaining("regex:(?i).*/(binance_?pay_?)?notification[.].*");
    assertThat(ReferencePage.samples("authorizationNotification")).containsKey(name);
    // The hook sets the signature headers, not the generated client.
    assertThat(Files.readString(kit.resolve("config.yaml")))
        .containsPattern("SECURITY_SCHEMES_FILTER[:=] *\"?key:none");
  }

  @ParameterizedTest
  @MethodSource("kits")
  void samplesCheckStatusAndCode(Path kit) throws IOException {
    String name = kit.getFileName().toString();
    String function =
        FUNCTIONS.containsKey(name) ? Files.readString(LANGUAGES.resolve(FUNCTIONS.get(name))) : "";

    for (Document.Operation operation : operations()) {
      String code = ReferencePage.samples(operation.id()).get(name) + function;
      assertThat(code).containsPattern("['\"]SUCCESS['\"]").containsPattern("['\"]000000['\"]");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationHasSampleInEveryLanguage(Document.Operation operation) throws IOException {
    Map<String, String> shown = ReferencePage.samples(operation.id());

    assertThat(shown).hasSize(languages().size()).doesNotContainValue("");
    for (JsonNode language : samples()) {
      String[] parts = language.at("/samples/" + operation.id()).asText().split("\\{\\{body}}");
      assertThat(shown.get(language.get("id").asText()))
          .startsWith(parts[0])
          .endsWith(parts[parts.length - 1]);
    }
  }

  @Test
  void pageShowsReceiversOfNotifications() throws IOException {
    Map<String, String> shown = ReferencePage.samples("authorizationNotification");

    for (JsonNode language : languages()) {
      if (language.has("notification")) {
        Path file = LANGUAGES.resolve(language.get("notification").asText());
        assertThat(shown).containsEntry(language.get("id").asText(), Files.readString(file));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "The sample is a shell script")
  void sampleOfCurlSucceeds(Document.Operation operation, @TempDir Path folder) throws Exception {
    String script = ReferencePage.samples(operation.id()).get("curl");
    for (String tool : List.of("curl", "openssl", "od")) {
      assumeThat(run(folder, "sh", "-c", "command -v " + tool)).as(tool).isNotEmpty();
    }

    assertThat(run(folder, "sh", "-c", script))
        .contains("\"status\":\"SUCCESS\"", "\"code\":\"000000\"");
  }

  @Test
  void samplesOfClientCompileAndSucceed(@TempDir Path folder) throws Exception {
    ReferencePage.writeSamples("java-client", folder);
    List<Path> sources = new ArrayList<>();
    String calls = "";
    for (Document.Operation operation : operations()) {
      Path sample = folder.resolve(operation.id());
      sources.add(Files.move(sample, Path.of(sample + ".java")));
      calls += Character.toUpperCase(operation.id().charAt(0)) + operation.id().substring(1);
      calls += "Sample.main(args);";
    }
    String receiver = ReferencePage.samples("authorizationNotification").get("java-client");
    String all = "class All { public static void main(String[] args) throws Exception { %s } }";
    sources.add(Files.writeString(folder.resolve("Receiver.java"), receiver));
    sources.add(Files.writeString(folder.resolve("All.java"), all.formatted(calls)));

    assertThat(Javac.compile(folder, sources)).isEmpty();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
    assertThat(run(folder, java, "-XX:TieredStopAtLevel=1", "-cp", classPath, "All").lines())
        .filteredOn(line -> line.matches("(authorizationId|allowScopes|total|received): \\S.*"))
        .hasSameSizeAs(operations());
  }

  private static String run(Path folder, String... command) throws Exception {
    Path log = folder.resolve("log");
    ProcessBuilder process =
        new ProcessBuilder(command).redirectOutput(log.toFile()).redirectErrorStream(true);
    process.environment().put("BINANCE_PAY_BASE_URL", SANDBOX.baseUrl());
    process.environment().put("BINANCE_PAY_API_KEY", Sandbox.DEFAULT_API_KEY);
    process.environment().put("BINANCE_PAY_SECRET_KEY", Sandbox.DEFAULT_SECRET_KEY);
    process.start().waitFor();
    return Files.readString(log);
  }

  private static JsonNode languages() throws IOException {
    return Yaml.mapper().readTree(LANGUAGES.resolve("samples.yaml").toFile());
  }

  private static JsonNode samples() throws IOException {
    try (InputStream in =
        SamplesTest.class.getResourceAsStream("/io/github/binancepay/tsp/openapi/samples.json")) {
      return Json.mapper().readTree(in).get("languages");
    }
  }
}
