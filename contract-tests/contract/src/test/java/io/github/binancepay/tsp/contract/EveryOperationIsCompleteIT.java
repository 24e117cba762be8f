package io.github.binancepay.tsp.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.contract.document.Document;
import io.github.binancepay.tsp.contract.languages.Scenario;
import io.github.binancepay.tsp.contract.pact.PactFile;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Checks that each operation of the document has a method of the client, a route of the sandbox,
 * interactions of the pact, reference rows and scenarios. The failure names what is missing.
 */
class EveryOperationIsCompleteIT {
  private static final Document DOCUMENT = Document.read();
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  @RegisterExtension static final SandboxExtension SANDBOX = new SandboxExtension();

  private static Project project;

  @BeforeAll
  static void readProject() throws IOException {
    project =
        new Project(
            BinancePayClient.class,
            EveryOperationIsCompleteIT::isRouteOfTheSandbox,
            Operations.ALL,
            PactFile.interactions(),
            Scenario.readOperations(Path.of("../../openapi/languages/scenarios.json")),
            REFERENCE);
  }

  @Test
  void everyOperationOfTheDocumentIsComplete() {
    assertComplete(project);
  }

  private static void assertComplete(Project project) {
    List<String> complaints = project.complaints(DOCUMENT);
    if (!complaints.isEmpty()) {
      fail(String.join("\n", complaints));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "post | {operationId: example, requestBody: {$ref: '#/components/schemas/Other'}",
        "post | {operationId: example, tags: [Example]",
        "get  | {operationId: example",
      })
  void reportsEverythingThatNewOperationLacks(String method, String operation) throws IOException {
    Document document = Document.read();
    String place = "/paths/~1binancepay~1openapi~1example";
    TreeEdit.set(document.tree(), place, "{%s: %s, responses: {}}}".formatted(method, operation));
    String lacks =
        ("example (%s /binancepay/openapi/example) lacks: a method BinancePayClient.example(…),"
                + " its twin exampleAsync(…), a route of the sandbox, an interaction of the pact for a"
                + " success, an interaction of the pact for a wrong signature, a row of Operations"
                + " with scenarios, reference rows (reference/example.tsv)")
            .formatted(method.toUpperCase(Locale.ROOT));

    assertThat(complaintsOfTheExample(document))
        .containsExactly(lacks + ", x-safe-to-repeat: true or false (openapi/binance-pay.yaml)");

    TreeEdit.set(document.tree(), place + "/" + method + "/x-safe-to-repeat", "true");
    assertThat(complaintsOfTheExample(document)).containsExactly(lacks);
  }

  private static List<String> complaintsOfTheExample(Document document) {
    return project.complaints(document).stream()
        .filter(complaint -> complaint.startsWith("example"))
        .toList();
  }

  @Test
  void reportsEntriesOfRemovedOperation(@TempDir Path reference) throws IOException {
    Files.writeString(reference.resolve("oldTable.tsv"), "a row");
    Files.writeString(reference.resolve("result-codes.tsv"), "a row");
    Project old =
        new Project(
            BinancePayClient.class,
            path -> false,
            List.of(new Operation("oldRow", "{}", null)),
            List.of(),
            List.of(new Scenario("oldScenario/success", "oldScenario", null, null, Map.of())),
            reference);

    assertThatThrownBy(() -> assertComplete(old))
        .hasMessageEndingWith(
            """

            oldRow is not in the document, but has: a row of Operations
            oldScenario is not in the document, but has: scenarios (openapi/languages/scenarios.json)
            oldTable is not in the document, but has: reference rows (reference/oldTable.tsv)\
            """);
  }

  /** A client with one method only. */
  interface Face {
    void createAuthorization();
  }

  @Test
  void missingEntriesAreReported(@TempDir Path reference) {
    Project thinner =
        new Project(
            Face.class,
            path -> isRouteOfTheSandbox("/binancepay/openapi/no-such-path"),
            project.operations(),
            project.interactions().stream().filter(each -> !each.hasWrongSignature()).toList(),
            project.scenarios().stream()
                .filter(each -> !each.name().endsWith("html-page"))
                .toList(),
            reference);

    assertThat(thinner.complaints(DOCUMENT))
        .contains(
            "createAuthorization (POST /binancepay/openapi/service/provider/create) lacks: its twin"
                + " createAuthorizationAsync(…), a route of the sandbox, an interaction of"
                + " the pact for a wrong signature, the scenario createAuthorization/html-page"
                + " (openapi/languages/scenarios.json), reference rows"
                + " (reference/createAuthorization.tsv)");
  }

  /** The sandbox responds to any other path with the HTML page of a content-delivery network. */
  private static boolean isRouteOfTheSandbox(String path) {
    try {
      return !Jsoup.connect(SANDBOX.baseUrl() + path)
          .method(Connection.Method.POST)
          .requestBody("{}")
          .ignoreContentType(true)
          .ignoreHttpErrors(true)
          .execute()
          .body()
          .contains("<html>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
