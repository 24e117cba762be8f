package io.github.binancepay.tsp.contract.languages;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.binancepay.tsp.contract.document.Document;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Yaml;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
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
  static final SandboxExtension SANDBOX =
      new SandboxExtension(LanguagesCheck.sandbox().merchant("it's me", "Quoted"));

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
    assertThat(languages())
        .filteredOn(language -> language.has("notification"))
        .extracting(language -> language.get("id").asText())
        .contains(name);
  }

  @ParameterizedTest
  @MethodSource("kits")
  void generatedClientDoesNotSetSignatureHeaders(Path kit) throws IOException {
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
      String code = ShownSamples.read().of(operation.id()).get(name) + function;
      assertThat(code).containsPattern("['\"]SUCCESS['\"]").containsPattern("['\"]000000['\"]");
    }
  }

  @Test
  void clientOfThisProjectIsFirstOfJavaSamples() throws IOException {
    assertThat(languages())
        .extracting(language -> language.get("id").asText())
        .containsSubsequence("java-client", "java", "kotlin");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationHasSampleInEveryLanguage(Document.Operation operation) throws IOException {
    JsonNode examples = operation.node().at("/requestBody/content/application~1json/examples");
    String body = DOCUMENT.resolve(examples.elements().next()).get("value").toString();
    Map<String, String> expected =
        samples()
            .valueStream()
            .collect(
                toMap(
                    language -> language.get("id").asText(),
                    language -> withoutSpace(fill(language, operation, body))));
    Map<String, String> shown = ShownSamples.read().of(operation.id());
    shown.replaceAll((language, sample) -> withoutSpace(sample));

    assertThat(shown).isEqualTo(expected).hasSize(languages().size());
    assertThat(expected.values()).doesNotContain("");
  }

  @Test
  void pageShowsReceiversOfNotifications() throws IOException {
    Map<String, String> shown = ShownSamples.read().of("authorizationNotification");

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
    assertThat(runCurl(ShownSamples.read().of(operation.id()).get("curl"), folder))
        .contains("\"status\":\"SUCCESS\"", "\"code\":\"000000\"");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "The sample is a shell script")
  void sampleOfCurlTakesAnyBody(@TempDir Path folder) throws Exception {
    String body =
        """
        {"merchantId": "it's me",

          "scopes": ["\\u0043ONVERT"],\t"ipWhitelist": ["192.168.1.1"]}
        """;
    String sample = fill(samples().get(0), DOCUMENT.operation("createAuthorization"), body);

    assertThat(runCurl(sample, folder)).contains("\"merchantName\":\"Quoted\"");
  }

  @Test
  void samplesOfClientCompileAndSucceed(@TempDir Path folder) throws Exception {
    ShownSamples shown = ShownSamples.read();
    String classPath = System.getProperty("java.class.path");
    shown.write("java-client", folder);
    Path receiver = folder.resolve("Receiver.java");
    Files.writeString(receiver, shown.of("authorizationNotification").get("java-client"));
    compile(receiver, classPath, folder);

    for (Document.Operation operation : operations()) {
      Path source = folder.resolve(operation.id());
      compile(Files.move(source, Path.of(source + ".java")), classPath, folder);
      String mainClass =
          operation.id().substring(0, 1).toUpperCase(Locale.ROOT)
              + operation.id().substring(1)
              + "Sample";
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      assertThat(
              run(
                  folder,
                  java,
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  folder + File.pathSeparator + classPath,
                  mainClass))
          .containsPattern("^(authorizationId|allowScopes|total|received): \\S");
    }
  }

  private static void compile(Path source, String classPath, Path folder) {
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString()))
        .isZero();
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }

  private static String runCurl(String script, Path folder) throws Exception {
    for (String tool : List.of("curl", "openssl", "od")) {
      assumeThat(tool).matches(SamplesTest::isInstalled);
    }
    return run(folder, "sh", "-c", script);
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

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
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

  /** Puts a body into a sample, as openapi/languages/README.md specifies. */
  private static String fill(JsonNode language, Document.Operation operation, String body) {
    String sample = language.at("/samples/" + operation.id()).asText();
    String before = sample.replaceFirst("(?s)\\{\\{body}}.*", "");
    String line = before.substring(before.lastIndexOf('\n') + 1);
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    String escaped =
        body.codePoints()
            .mapToObj(Character::toString)
            .map(each -> language.at("/escapes").path(each).asText(each))
            .collect(Collectors.joining());
    return sample.replace("{{body}}", escaped.replace("\n", "\n" + indent));
  }
}
