package io.github.binancepay.tsp.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.contract.languages.Scenario;
import io.github.binancepay.tsp.contract.pact.Interactions;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operation of the document has a method of the client, a route of the sandbox, interactions,
 * reference rows and scenarios. Whoever adds one is told what is still missing.
 */
class EveryOperationIsCompleteTest {
  private static final String DOCUMENT = document();
  private static final String CREATE =
      "createAuthorization (POST /binancepay/openapi/service/provider/create) lacks: ";
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  private static Sandbox sandbox;
  private static Project project;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.builder().start();
    project =
        new Project(
            BinancePayClient.class,
            EveryOperationIsCompleteTest::isRouteOfTheSandbox,
            Operations.ALL,
            Interactions.all(),
            Scenario.read(Path.of("../../openapi/languages/scenarios.json")),
            REFERENCE);
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Test
  void everyOperationOfTheDocumentIsComplete() {
    List<String> complaints = project.complaints(parse(DOCUMENT));

    if (!complaints.isEmpty()) {
      fail(String.join("\n", complaints));
    }
  }

  @Test
  void anOperationThatOnlyTheDocumentHasIsNamedWithAllThatItLacks() {
    JsonNode document =
        with(
            """
              /binancepay/openapi/example/body:
                post:
                  operationId: exampleWithABody
                  tags: [Authorization]
                  requestBody:
                    content:
                      application/json:
                        schema:
                          $ref: '#/components/schemas/CreateAuthorizationRequest'
                  responses:
                    '200':
                      description: Its response
              /binancepay/openapi/example/tag:
                post:
                  operationId: exampleWithATag
                  tags: [Example]
                  x-safe-to-repeat: true
                  responses:
                    '200':
                      description: Its response
              /binancepay/openapi/example/get:
                get:
                  operationId: exampleOfAGet
                  responses:
                    '200':
                      description: Its response
            """);

    assertThat(complaints(project, document, "example"))
        .containsExactly(
            lacksAll("exampleWithABody", "POST", "body")
                + ", x-safe-to-repeat: true or false (openapi/binance-pay.yaml)",
            lacksAll("exampleWithATag", "POST", "tag"),
            lacksAll("exampleOfAGet", "GET", "get")
                + ", x-safe-to-repeat: true or false (openapi/binance-pay.yaml)");
  }

  private static String lacksAll(String id, String method, String path) {
    return ("%1$s (%2$s /binancepay/openapi/example/%3$s) lacks: a method BinancePayClient.%1$s(…),"
            + " its twin %1$sAsync(…), a route of the sandbox, interactions (Operations), a"
            + " scenario (openapi/languages/scenarios.json), reference rows (reference/%1$s.tsv)")
        .formatted(id, method, path);
  }

  @Test
  void anOperationThatTheDocumentDoesNotHaveAnyMoreIsNamed() {
    JsonNode document =
        parse(DOCUMENT.replace("operationId: createAuthorization", "operationId: authorize"));

    assertThat(complaints(project, document, "createAuthorization "))
        .containsExactly(
            "createAuthorization is not in the document, but has: a row of Operations, a route of"
                + " the sandbox, a method BinancePayClient.createAuthorization(…), reference rows"
                + " (reference/createAuthorization.tsv), scenarios"
                + " (openapi/languages/scenarios.json)");
  }

  @Test
  void rowsOfAnOperationThatTheDocumentDoesNotHaveAreNamed(@TempDir Path reference)
      throws IOException {
    Files.writeString(reference.resolve("anOldOperation.tsv"), "a row");
    Files.writeString(reference.resolve("result-codes.tsv"), "a row");

    assertThat(
            complaints(
                changed(BinancePayClient.class, path -> true, reference), parse(DOCUMENT), "anOld"))
        .containsExactly(
            "anOldOperation is not in the document, but has: reference rows"
                + " (reference/anOldOperation.tsv)");
  }

  /** A client that somebody has made thinner. */
  interface Face {
    void createAuthorization();
  }

  @Test
  void aMethodThatIsGoneIsNamed() {
    assertThat(complaints(changed(Face.class, path -> true, REFERENCE)))
        .containsExactly(CREATE + "its twin createAuthorizationAsync(…)");
  }

  @Test
  void aRouteThatIsGoneIsNamed() {
    assertThat(complaints(changed(BinancePayClient.class, path -> false, REFERENCE)))
        .containsExactly(CREATE + "a route of the sandbox");
    assertThat(isRouteOfTheSandbox("/binancepay/openapi/no-such-path")).isFalse();
  }

  @Test
  void rowsThatAreGoneAreNamed(@TempDir Path reference) throws IOException {
    String rows = Files.readString(REFERENCE.resolve("createAuthorization.tsv"));
    Files.writeString(
        reference.resolve("createAuthorization.tsv"),
        rows.replaceAll("(?m)(^|\t)Authorization(\t|$)", "$1Another$2"));

    assertThat(complaints(changed(BinancePayClient.class, path -> true, reference)))
        .containsExactly(
            CREATE + "reference rows of Authorization (reference/createAuthorization.tsv)");
  }

  @Test
  void anInteractionAndAScenarioThatAreGoneAreNamed() {
    Project thinner =
        new Project(
            project.face(),
            project.routes(),
            project.operations(),
            project.interactions().stream()
                .filter(interaction -> interaction.behaviour() != Behaviour.STALE_TIMESTAMP)
                .toList(),
            project.scenarios().stream()
                .filter(scenario -> !scenario.name().endsWith("html-page"))
                .toList(),
            project.reference());

    assertThat(complaints(thinner))
        .containsExactly(
            CREATE
                + "an interaction for stale-timestamp (Interactions), the scenario"
                + " createAuthorization/html-page (openapi/languages/scenarios.json)");
  }

  private static Project changed(Class<?> face, Predicate<String> routes, Path reference) {
    return new Project(
        face, routes, project.operations(), project.interactions(), project.scenarios(), reference);
  }

  private static List<String> complaints(Project project) {
    return complaints(project, parse(DOCUMENT), "createAuthorization ");
  }

  private static List<String> complaints(Project project, JsonNode document, String about) {
    return project.complaints(document).stream()
        .filter(complaint -> complaint.startsWith(about))
        .toList();
  }

  private static JsonNode with(String paths) {
    return parse(DOCUMENT.replace("\npaths:\n", "\npaths:\n" + paths));
  }

  private static JsonNode parse(String document) {
    try {
      return Yaml.mapper().readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sandbox answers to every other path with the page of the content-delivery network. */
  private static boolean isRouteOfTheSandbox(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      return !response.body().contains("<html>");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String document() {
    try (InputStream in =
        EveryOperationIsCompleteTest.class.getResourceAsStream("/binance-pay.yaml")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
