package io.github.binancepay.tsp.contract.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates the reference page, as it is before its script has run, against the document. */
// The parser's own types are raw.
@SuppressWarnings("rawtypes")
class ReferencePageTest {
  private static final OpenAPI DOCUMENT =
      new OpenAPIV3Parser().readContents(resource("/binance-pay.yaml"), null, null).getOpenAPI();
  private static final Document PAGE = Jsoup.parse(resource("/index.html"));

  @Test
  void hasTheTitleAndTheServersOfTheDocument() {
    assertThat(PAGE.selectFirst("h1").text())
        .isEqualTo(DOCUMENT.getInfo().getTitle() + " " + DOCUMENT.getInfo().getVersion());
    assertThat(PAGE.select("#servers tbody th").eachText())
        .containsExactlyElementsOf(DOCUMENT.getServers().stream().map(Server::getUrl).toList());
  }

  @Test
  void showsEveryOperation() {
    assertThat(PAGE.select("#operations .endpoint").eachText())
        .containsExactlyInAnyOrderElementsOf(
            DOCUMENT.getPaths().entrySet().stream()
                .flatMap(
                    path ->
                        path.getValue().readOperationsMap().keySet().stream()
                            .map(method -> method.name().toLowerCase(ROOT) + " " + path.getKey()))
                .toList());
  }

  static Stream<Operation> operations() {
    return DOCUMENT.getPaths().values().stream().flatMap(path -> path.readOperations().stream());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void saysWhatTheDocumentSaysOfAnOperation(Operation operation) {
    Element section = PAGE.getElementById(operation.getOperationId());

    assertThat(section.select(".summary").text()).isEqualTo(plain(operation.getSummary()));
    assertThat(plain(section.text())).contains(plain(operation.getDescription()));
    assertThat(section.select(".body").text()).isEqualTo(body(operation.getRequestBody()));
    assertThat(section.select("tbody tr"))
        .extracting(row -> cell(row, 0), row -> plain(cell(row, 1)))
        .containsExactlyElementsOf(
            operation.getResponses().entrySet().stream()
                .map(response -> Tuple.tuple(response.getKey(), text(response.getValue())))
                .toList());
  }

  private static String body(RequestBody body) {
    return body == null ? "Without a body." : "application/json: " + model(body.getContent());
  }

  private static String text(ApiResponse response) {
    if (response.get$ref() != null) {
      String name = response.get$ref().replaceFirst(".*/", "");
      return text(DOCUMENT.getComponents().getResponses().get(name));
    }
    return plain(model(response.getContent()) + " " + response.getDescription());
  }

  private static String model(Content content) {
    return content == null
        ? ""
        : content.get("application/json").getSchema().get$ref().replaceFirst(".*/", "");
  }

  @Test
  void saysHowToSign() {
    assertThat(plain(PAGE.getElementById("overview").text()))
        .isEqualTo(plain(DOCUMENT.getInfo().getDescription()));
    assertThat(PAGE.select("#headers tbody tr"))
        .extracting(row -> cell(row, 0), row -> plain(cell(row, 1)))
        .containsExactlyElementsOf(
            DOCUMENT.getComponents().getSecuritySchemes().values().stream()
                .map(ReferencePageTest::nameAndDescription)
                .toList());
  }

  static Stream<String> objects() {
    return DOCUMENT.getComponents().getSchemas().entrySet().stream()
        .filter(schema -> schema.getValue().getProperties() != null)
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("objects")
  void showsEveryFieldOf(String name) {
    Schema<?> schema = DOCUMENT.getComponents().getSchemas().get(name);
    Element section = PAGE.getElementById(name);
    List<Element> rows = section.select("tbody tr");

    assertThat(plain(section.selectFirst("p").text())).isEqualTo(plain(schema.getDescription()));
    assertThat(rows)
        .extracting(row -> cell(row, 0))
        .containsExactlyElementsOf(schema.getProperties().keySet());
    assertThat(rows).allSatisfy(row -> assertShows(row, schema));
  }

  private static void assertShows(Element row, Schema<?> schema) {
    Schema<?> field = schema.getProperties().get(cell(row, 0));
    if (field.get$ref() != null) {
      assertThat(row.selectFirst("a").attr("href"))
          .isEqualTo("#" + field.get$ref().replaceFirst(".*/", ""));
      return;
    }
    assertThat(row.child(1).ownText())
        .isEqualTo(
            field.getItems() == null ? field.getType() : "array of " + type(field.getItems()));
    assertThat(row.select(".required").isEmpty())
        .isEqualTo(!schema.getRequired().contains(cell(row, 0)));
    assertThat(row.select(".limits > span").eachText())
        .containsExactlyElementsOf(limits(field).toList());
    assertThat(plain(cell(row, 2))).isEqualTo(plain(field.getDescription()));
  }

  private static String type(Schema<?> schema) {
    return schema.get$ref() == null ? schema.getType() : schema.get$ref().replaceFirst(".*/", "");
  }

  private static Stream<String> limits(Schema<?> field) {
    return Stream.of(
            limit("minLength ", field.getMinLength()),
            limit("maxLength ", field.getMaxLength()),
            limit("minItems ", field.getMinItems()),
            limit("maxItems ", field.getMaxItems()),
            field.getPattern() == null ? "" : "pattern /" + field.getPattern() + "/",
            limit("format ", field.getFormat()))
        .filter(limit -> !limit.isEmpty());
  }

  private static String limit(String name, Object value) {
    return value == null ? "" : name + value;
  }

  static Stream<String> catalogues() {
    return DOCUMENT.getComponents().getSchemas().entrySet().stream()
        .filter(schema -> schema.getValue().getEnum() != null)
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void showsEveryColumnOf(String name) {
    Schema<?> catalogue = DOCUMENT.getComponents().getSchemas().get(name);
    Map<String, Object> extensions =
        Objects.requireNonNullElse(catalogue.getExtensions(), Map.of());
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("Value", catalogue.getEnum());
    columns.put("Name", extensions.get("x-enum-varnames"));
    columns.put("Meaning", extensions.get("x-enum-descriptions"));
    columns.put("Solution", extensions.get("x-enum-solutions"));
    columns.values().removeIf(Objects::isNull);

    Map<String, Object> shown = new LinkedHashMap<>();
    PAGE.getElementById(name)
        .select("ol")
        .forEach(column -> shown.put(column.attr("aria-label"), texts(column)));
    assertThat(shown).isEqualTo(columns);
  }

  static Stream<Map.Entry<String, Example>> examples() {
    return DOCUMENT.getComponents().getExamples().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void showsAnExample(Map.Entry<String, Example> example) throws JsonProcessingException {
    Element code = PAGE.getElementById("example-" + example.getKey());

    assertThat(code.closest("details").selectFirst("summary").text())
        .isEqualTo(example.getValue().getSummary());
    if (example.getValue().getValue() instanceof String text) {
      assertThat(code.wholeText()).isEqualTo(text);
    } else {
      assertThat(Json.mapper().readTree(code.wholeText())).isEqualTo(example.getValue().getValue());
    }
  }

  @Test
  void needsNothingFromElsewhere() {
    assertThat(
            PAGE.select("[src], [srcset], [data], [action], [background], iframe, object, embed"))
        .isEmpty();
    assertThat(PAGE.select("link")).extracting(link -> link.attr("href")).containsExactly("data:,");
    assertThat(PAGE.select("style").html()).doesNotContain("url(", "@import");
    assertThat(PAGE.select("script").html()).doesNotContain("fetch", "import", "http");
    assertThat(PAGE.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none';");
  }

  @Test
  void itsLinksLeadSomewhere() {
    assertThat(PAGE.select("a[href^=#]"))
        .isNotEmpty()
        .allSatisfy(
            link -> assertThat(PAGE.getElementById(link.attr("href").substring(1))).isNotNull());
  }

  private static Tuple nameAndDescription(SecurityScheme scheme) {
    return Tuple.tuple(scheme.getName(), plain(scheme.getDescription()));
  }

  private static String cell(Element row, int column) {
    return row.child(column).text();
  }

  private static List<String> texts(Element list) {
    return list.children().stream().map(Element::text).toList();
  }

  /** Without the marks of Markdown, and with one space between words. */
  private static String plain(String markdown) {
    return markdown == null
        ? ""
        : markdown.replaceAll("`|\\*\\*|## ", "").replaceAll("\\s+", " ").strip();
  }

  private static String resource(String name) {
    try (InputStream in = ReferencePageTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
