package io.github.binancepay.tsp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.contract.document.Document;
import io.github.binancepay.tsp.contract.languages.Scenario;
import io.github.binancepay.tsp.contract.pact.PactFile;
import io.github.binancepay.tsp.contract.pact.PactFile.Recorded;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that each operation of the document has a method of the client, a route of the sandbox,
 * interactions of the pact, reference rows and scenarios. The failure names what is missing.
 */
class EveryOperationIsCompleteIT {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");
  private static final Path SCENARIOS = Path.of("../../openapi/languages/scenarios.json");

  private static final Document DOCUMENT = Document.read();

  @RegisterExtension static final SandboxExtension SANDBOX = new SandboxExtension();

  static List<Document.Operation> operations() {
    return DOCUMENT.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationIsComplete(Document.Operation operation) throws IOException {
    assertThat(missing(DOCUMENT, operation)).as("missing parts of %s", operation).isEmpty();
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
  void namesEveryMissingPartOfNewOperation(String method, String operation) throws IOException {
    Document document = Document.read();
    String place = "/paths/~1binancepay~1openapi~1example";
    TreeEdit.set(document.tree(), place, "{%s: %s, responses: {}}}".formatted(method, operation));

    assertThat(missing(document, document.operation("example")))
        .containsExactly(
            "a method BinancePayClient.example(…)",
            "a method BinancePayClient.exampleAsync(…)",
            "a route of the sandbox",
            "an interaction of the pact for a success",
            "an interaction of the pact for a wrong signature",
            "the scenario example/success (openapi/languages/scenarios.json)",
            "the scenario example/wrong-secret-key (openapi/languages/scenarios.json)",
            "reference rows (reference/example.tsv)",
            "x-safe-to-repeat: true or false (openapi/binance-pay.yaml)");
  }

  private static List<String> scenarios() throws IOException {
    return Scenario.readOperations(SCENARIOS).stream().map(Scenario::name).toList();
  }

  private static List<String> missing(Document document, Document.Operation operation)
      throws IOException {
    JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
    JsonNode fields = document.resolve(schema).path("properties");
    String id = operation.id();
    List<String> missing = new ArrayList<>();
    for (String name : List.of(id, id + "Async")) {
      if (Arrays.stream(BinancePayClient.class.getMethods())
          .noneMatch(method -> method.getName().equals(name))) {
        missing.add("a method BinancePayClient.%s(…)".formatted(name));
      }
    }
    if (!isRouteOfTheSandbox(operation.path())) {
      missing.add("a route of the sandbox");
    }
    List<Recorded> own =
        PactFile.interactions().stream()
            .filter(each -> each.path().equals(operation.path()))
            .toList();
    if (own.stream().noneMatch(Recorded::isSuccess)) {
      missing.add("an interaction of the pact for a success");
    }
    if (own.stream().noneMatch(Recorded::hasWrongSignature)) {
      missing.add("an interaction of the pact for a wrong signature");
    }
    List<String> scenarios = scenarios();
    behaviours(fields)
        .map(behaviour -> id + "/" + behaviour)
        .filter(name -> !scenarios.contains(name))
        .map("the scenario %s (openapi/languages/scenarios.json)"::formatted)
        .forEach(missing::add);
    if (!Files.exists(REFERENCE.resolve(id + ".tsv"))) {
      missing.add("reference rows (reference/%s.tsv)".formatted(id));
    }
    if (!operation.node().path("x-safe-to-repeat").isBoolean()) {
      missing.add("x-safe-to-repeat: true or false (openapi/binance-pay.yaml)");
    }
    return missing;
  }

  /** Returns the behaviours that each kit tests, by the fields of the request. */
  private static Stream<String> behaviours(JsonNode fields) {
    List<String> behaviours = new ArrayList<>(List.of("success", "wrong-secret-key"));
    if (fields.has("page")) {
      behaviours.addAll(List.of("second-page", "empty-page"));
    } else if (fields.has("merchantId")) {
      behaviours.addAll(List.of("unknown-merchant", "unknown-outcome"));
    }
    if (fields.has("merchantId")) {
      behaviours.addAll(List.of("non-ascii-text", "unknown-fields"));
      behaviours.addAll(List.of("undocumented-code", "failure-with-http-200", "html-page"));
      behaviours.addAll(List.of("failure-without-status", "system-error"));
    }
    return behaviours.stream();
  }

  /** The sandbox responds to any other path with the HTML page of a content-delivery network. */
  private static boolean isRouteOfTheSandbox(String path) throws IOException {
    return !Jsoup.connect(SANDBOX.baseUrl() + path)
        .method(Connection.Method.POST)
        .requestBody("{}")
        .ignoreContentType(true)
        .ignoreHttpErrors(true)
        .execute()
        .body()
        .contains("<html>");
  }
}
