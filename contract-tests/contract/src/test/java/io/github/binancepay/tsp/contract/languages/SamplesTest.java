package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.binancepay.tsp.contract.document.Document;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of the document has a sample in every language, in {@code samples.json} and on
 * the reference page. The samples of the kits are run by their {@code check}, those of curl here.
 */
class SamplesTest {
  private static final Path LANGUAGES = Path.of("../../openapi/languages");
  private static final Document DOCUMENT = Document.read();

  @RegisterExtension
  static final SandboxExtension SANDBOX =
      new SandboxExtension(LanguagesCheck.sandbox().merchant("it's me", "Quoted"));

  @Test
  void everyKitHasSamplesAndAReceiverOfNotifications() throws IOException {
    Set<String> languages = new TreeSet<>(Set.of("curl"));
    for (Path kit : LanguageKitsTest.kits()) {
      languages.add(kit.getFileName().toString());
    }

    JsonNode listed = Yaml.mapper().readTree(LANGUAGES.resolve("samples.yaml").toFile());

    assertThat(listed).extracting(each -> each.get("id").asText()).hasSameElementsAs(languages);
    languages.remove("curl");
    assertThat(listed)
        .filteredOn(each -> each.has("notification"))
        .extracting(each -> each.get("id").asText())
        .hasSameElementsAs(languages);
  }

  @Test
  void everyOperationHasASampleInEveryLanguage() throws IOException {
    ShownSamples shown = ShownSamples.read();
    List<String> missing = new ArrayList<>();
    for (JsonNode language : samples()) {
      for (Document.Operation operation : DOCUMENT.operations()) {
        String id = language.get("id").asText();
        String sample = language.at("/samples/" + operation.id()).asText();
        if (!sample.contains("{{body}}")) {
          missing.add(operation + " in " + id + " (samples.json)");
          continue;
        }
        String filled = fill(sample, example(operation), language.get("escapes"));
        if (!dense(filled).equals(dense(shown.of(operation.id()).getOrDefault(id, "")))) {
          missing.add(operation + " in " + id + " (reference page)");
        }
      }
    }

    assertThat(missing).as("samples that are missing or shown otherwise").isEmpty();
  }

  @Test
  void thePageShowsTheKitsReceiversOfNotifications() throws IOException {
    Map<String, String> shown = ShownSamples.read().of("authorizationNotification");

    for (JsonNode language : Yaml.mapper().readTree(LANGUAGES.resolve("samples.yaml").toFile())) {
      if (language.has("notification")) {
        Path file = LANGUAGES.resolve(language.get("notification").asText());
        assertThat(shown).containsEntry(language.get("id").asText(), Files.readString(file));
      }
    }
  }

  static Stream<Document.Operation> operations() {
    return DOCUMENT.operations().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "The sample is a shell's")
  void theSampleForCurlSucceeds(Document.Operation operation, @TempDir Path folder)
      throws Exception {
    assertThat(run(ShownSamples.read().of(operation.id()).get("curl"), folder))
        .contains("\"status\":\"SUCCESS\"", "\"code\":\"000000\"");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "The sample is a shell's")
  void theSampleForCurlTakesAnyBody(@TempDir Path folder) throws Exception {
    JsonNode curl = samples().get(0);
    String body =
        """
        {"merchantId": "it's me",

          "scopes": ["\\u0043ONVERT"],\t"ipWhitelist": ["192.168.1.1"]}
        """;

    assertThat(
            run(
                fill(curl.at("/samples/createAuthorization").asText(), body, curl.get("escapes")),
                folder))
        .contains("\"merchantName\":\"Quoted\"");
  }

  /** Without white space, of which JSON may have more or less. */
  private static String dense(String text) {
    return text.replaceAll("\\s", "");
  }

  private static String run(String script, Path folder) throws Exception {
    for (String tool : List.of("curl", "openssl", "od")) {
      assumeThat(tool).matches(SamplesTest::isInstalled);
    }
    Path log = folder.resolve("log");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", script)
            .redirectOutput(log.toFile())
            .redirectError(log.toFile());
    shell.environment().put("BINANCE_PAY_BASE_URL", SANDBOX.baseUrl());
    shell.environment().put("BINANCE_PAY_API_KEY", Sandbox.DEFAULT_API_KEY);
    shell.environment().put("BINANCE_PAY_SECRET_KEY", Sandbox.DEFAULT_SECRET_KEY);
    shell.start().waitFor();
    return Files.readString(log);
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static JsonNode samples() throws IOException {
    try (InputStream in =
        SamplesTest.class.getResourceAsStream("/io/github/binancepay/tsp/openapi/samples.json")) {
      return new JsonMapper().readTree(in).get("languages");
    }
  }

  private static String example(Document.Operation operation) {
    JsonNode examples = operation.node().at("/requestBody/content/application~1json/examples");
    return DOCUMENT.resolve(examples.elements().next()).get("value").toString();
  }

  /** As openapi/languages/README.md says. */
  private static String fill(String sample, String body, JsonNode escapes) {
    int at = sample.indexOf("{{body}}");
    String line = sample.substring(sample.lastIndexOf('\n', at) + 1, at);
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    String escaped =
        body.codePoints()
            .mapToObj(Character::toString)
            .map(each -> escapes.path(each).asText(each))
            .collect(Collectors.joining());
    return sample.replace("{{body}}", escaped.replace("\n", "\n" + indent));
  }
}
