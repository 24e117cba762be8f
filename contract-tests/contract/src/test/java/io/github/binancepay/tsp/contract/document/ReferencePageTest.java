package io.github.binancepay.tsp.contract.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates the reference page, without its script, against the document. */
class ReferencePageTest {
  private static final Document DOCUMENT = Document.read();
  private static final JsonNode COMPONENTS = DOCUMENT.tree().get("components");
  private static final org.jsoup.nodes.Document PAGE = page();

  private static final List<String> LIMITS =
      List.of("maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format");

  private static final Map<String, String> COLUMNS =
      Map.of(
          "Value", "enum",
          "Name", "x-enum-varnames",
          "Meaning", "x-enum-descriptions",
          "Solution", "x-enum-solutions");

  @Test
  void showsOverview() {
    Map<String, String> headers = new LinkedHashMap<>();
    COMPONENTS
        .get("securitySchemes")
        .forEach(scheme -> headers.put(text(scheme, "/name"), plain(scheme, "/description")));

    assertThat(PAGE.selectFirst("h1").text())
        .isEqualTo(
            text(DOCUMENT.tree(), "/info/title") + " " + text(DOCUMENT.tree(), "/info/version"));
    assertThat(PAGE.select("#servers tbody th").eachText())
        .isEqualTo(DOCUMENT.tree().get("servers").findValuesAsText("url"));
    assertThat(plain(PAGE.getElementById("overview").text()))
        .isEqualTo(plain(DOCUMENT.tree(), "/info/description"));
    assertThat(table(PAGE.select("#headers tbody tr"))).isEqualTo(headers);
    assertThat(PAGE.select("#operations .endpoint")).hasSameSizeAs(operations());
  }

  static List<Document.Operation> operations() {
    return DOCUMENT.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void showsOperation(Document.Operation operation) {
    Element section = PAGE.getElementById(operation.id());
    JsonNode node = operation.node();
    Map<String, String> responses = new LinkedHashMap<>();
    node.get("responses")
        .forEachEntry(
            (status, response) ->
                responses.put(status, model(response) + " " + plain(response, "/description")));

    assertShowsTexts(section, node);
    assertThat(section.select(".endpoint").text())
        .isEqualTo(operation.method() + " " + operation.path());
    assertThat(section.select(".body").text())
        .isEqualTo("application/json: " + model(node.get("requestBody")));
    assertThat(table(section.select(".responses tbody tr"))).isEqualTo(responses);
    assertThat(section.select(".console a").attr("href")).isEqualTo("./#call-" + operation.id());
  }

  private static void assertShowsTexts(Element section, JsonNode node) {
    assertThat(section.select(".summary").text()).isEqualTo(plain(node, "/summary"));
    assertThat(plain(section.select(".notes").text())).isEqualTo(plain(node, "/description"));
    assertThat(section.select(".source a").attr("href")).isEqualTo(text(node, "/externalDocs/url"));
  }

  private static String model(JsonNode message) {
    JsonNode schema = message.at("/content/application~1json/schema");
    return DOCUMENT.resolve(schema).has("properties") ? name(schema) : "an object without fields";
  }

  @Test
  void showsNotification() {
    JsonNode post = DOCUMENT.tree().at("/x-webhooks/authorizationNotification/post");
    Element section = PAGE.getElementById("authorizationNotification");
    Map<String, String> headers = new LinkedHashMap<>();
    post.get("parameters")
        .forEach(header -> headers.put(text(header, "/name"), plain(header, "/description")));

    assertShowsTexts(section, post);
    assertThat(table(section.select("tbody tr"))).isEqualTo(headers);
    assertThat(section.select(".body a").eachAttr("href"))
        .containsExactly(
            "#/components/schemas/AuthorizationNotification",
            "#/components/schemas/NotificationReply");
  }

  static Stream<String> objects() {
    return schemasWith("properties");
  }

  static Stream<String> catalogues() {
    return schemasWith("enum");
  }

  private static Stream<String> schemasWith(String keyword) {
    return COMPONENTS
        .get("schemas")
        .propertyStream()
        .filter(schema -> schema.getValue().has(keyword))
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("objects")
  void showsFieldsOfObject(String name) {
    JsonNode schema = DOCUMENT.component("schemas", name);
    Element section = PAGE.getElementById(name);
    Elements rows = section.select("tbody tr");

    assertThat(plain(section.selectFirst("p").text())).isEqualTo(plain(schema, "/description"));
    assertThat(rows)
        .extracting(row -> row.child(0).text())
        .containsExactlyElementsOf(
            schema.get("properties").propertyStream().map(Map.Entry::getKey).toList());
    assertThat(rows).allSatisfy(row -> assertShows(row, schema));
  }

  private static void assertShows(Element row, JsonNode schema) {
    String name = row.child(0).text();
    JsonNode field = schema.get("properties").get(name);
    assertThat(row.select(".anchor").attr("href")).isEqualTo("#" + row.id()).endsWith("-" + name);
    if (field.has("$ref")) {
      assertThat(row.selectFirst("td a").attr("href")).isEqualTo("#" + name(field));
      return;
    }
    String type = text(field, "/type");
    JsonNode items = field.path("items");
    String element = items.has("$ref") ? name(items) : text(items, "/type");
    assertThat(row.child(1).ownText())
        .isEqualTo(type.equals("array") ? "array of " + element : type);
    assertThat(!row.select(".required").isEmpty())
        .isEqualTo(schema.path("required").valueStream().anyMatch(n -> n.asText().equals(name)));
    assertThat(row.select(".limits > span").eachText())
        .isEqualTo(
            LIMITS.stream()
                .filter(field::has)
                .map(limit -> limit + " " + text(field, "/" + limit))
                .map(limit -> limit.replaceFirst("^pattern (.*)", "pattern /$1/"))
                .toList());
    assertThat(plain(row.child(2).text())).isEqualTo(plain(field, "/description"));
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void showsColumnsOfCatalogue(String name) {
    JsonNode catalogue = DOCUMENT.component("schemas", name);
    Elements rows = PAGE.getElementById(name).select("tbody tr");
    List<String> titles = PAGE.getElementById(name).select("thead th").eachText();

    assertThat(titles)
        .containsExactlyInAnyOrderElementsOf(
            COLUMNS.keySet().stream().filter(title -> catalogue.has(COLUMNS.get(title))).toList());
    for (String title : titles) {
      assertThat(rows)
          .extracting(row -> row.child(titles.indexOf(title)).text())
          .containsExactlyElementsOf(
              catalogue.get(COLUMNS.get(title)).valueStream().map(JsonNode::asText).toList());
    }
  }

  static Stream<String> examples() {
    return COMPONENTS.get("examples").propertyStream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void showsExample(String name) throws JsonProcessingException {
    JsonNode example = DOCUMENT.component("examples", name);
    JsonNode value = example.get("value");
    Element code = PAGE.getElementById("example-" + name);

    assertThat(code.closest("details").selectFirst("summary").text())
        .isEqualTo(text(example, "/summary"));
    if (value.isTextual()) {
      assertThat(code.wholeText()).isEqualTo(value.textValue());
    } else {
      assertThat(Json.mapper().readTree(code.wholeText())).isEqualTo(value);
    }
  }

  @Test
  void anchorsAreUniqueAndLinksHaveTargets() {
    assertThat(PAGE.select("[id]").eachAttr("id"))
        .doesNotHaveDuplicates()
        .contains("createAuthorization-request-merchantId", "code-400002");
    assertThat(PAGE.select("a[href^=#]"))
        .isNotEmpty()
        .allSatisfy(
            link -> assertThat(PAGE.getElementById(link.attr("href").substring(1))).isNotNull());
  }

  @Test
  void loadsNothing() {
    assertThat(
            PAGE.select("[src], [srcset], [data], [action], [background], iframe, object, embed"))
        .isEmpty();
    assertThat(PAGE.select("link").eachAttr("href")).containsExactly("data:,");
    assertThat(PAGE.select("style").html()).doesNotContain("url(", "@import");
    assertThat(PAGE.select("script").html()).doesNotContain("fetch", "import", "http");
    assertThat(PAGE.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none';")
        .doesNotContain("unsafe");
  }

  /** Returns the first two columns of a table. */
  private static Map<String, String> table(Elements rows) {
    Map<String, String> table = new LinkedHashMap<>();
    rows.forEach(row -> table.put(row.child(0).text(), plain(row.child(1).text())));
    return table;
  }

  private static String text(JsonNode node, String place) {
    return node.at(place).asText();
  }

  private static String name(JsonNode reference) {
    return text(reference, "/$ref").replaceFirst(".*/", "");
  }

  private static String plain(JsonNode node, String place) {
    return plain(text(node, place));
  }

  /** Removes Markdown and repeated white space. */
  private static String plain(String markdown) {
    return markdown.replaceAll("`|\\*\\*|## |(?m)^[0-9][.] ", "").replaceAll("\\s+", " ").strip();
  }

  private static org.jsoup.nodes.Document page() {
    try (InputStream in =
        ReferencePageTest.class.getResourceAsStream(
            "/io/github/binancepay/tsp/openapi/index.html")) {
      return Jsoup.parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("The reference page cannot be read", e);
    }
  }
}
