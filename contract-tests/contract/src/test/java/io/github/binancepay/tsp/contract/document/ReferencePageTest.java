package io.github.binancepay.tsp.contract.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the reference page, as it is before its script has run, against the document. */
// The parser's own types are raw.
@SuppressWarnings("rawtypes")
class ReferencePageTest {
  private static final OpenAPI DOCUMENT =
      new OpenAPIV3Parser().readContents(resource("/binance-pay.yaml"), null, null).getOpenAPI();
  private static final Document PAGE = Jsoup.parse(resource("/index.html"));

  @Test
  void saysWhatTheDocumentSaysOfTheCall() {
    assertThat(PAGE.selectFirst("h1").text())
        .isEqualTo(DOCUMENT.getInfo().getTitle() + " " + DOCUMENT.getInfo().getVersion());
    assertThat(PAGE.select(".endpoint code").eachText())
        .containsExactlyElementsOf(DOCUMENT.getPaths().keySet());
    assertThat(PAGE.select("#operation tbody th").eachText())
        .containsAll(DOCUMENT.getServers().stream().map(Server::getUrl).toList())
        .contains("200", "4XX", "5XX");
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
            field.getItems() == null ? field.getType() : "array of " + field.getItems().getType());
    assertThat(row.select(".required").isEmpty())
        .isEqualTo(!schema.getRequired().contains(cell(row, 0)));
    assertThat(row.select(".limits > span").eachText())
        .containsExactlyElementsOf(limits(field).toList());
    assertThat(plain(cell(row, 2))).isEqualTo(plain(field.getDescription()));
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

  @ParameterizedTest
  @CsvSource({
    "ResultCode, Name, x-enum-varnames, 16",
    "ResultCode, Reason, x-enum-descriptions, 16",
    "ResultCode, Solution, x-enum-solutions, 16",
    "AuthorizationScope, What it allows, x-enum-descriptions, 10"
  })
  void showsACatalogue(String name, String column, String extension, int size) {
    Schema<?> catalogue = DOCUMENT.getComponents().getSchemas().get(name);
    Elements columns = PAGE.getElementById(name).select("ol");

    assertThat(texts(columns.first())).hasSize(size).isEqualTo(catalogue.getEnum());
    assertThat(texts(columns.select("[aria-label=" + column + "]").first()))
        .isEqualTo(catalogue.getExtensions().get(extension));
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
    return markdown.replaceAll("`|\\*\\*|## ", "").replaceAll("\\s+", " ").strip();
  }

  private static String resource(String name) {
    try (InputStream in = ReferencePageTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
