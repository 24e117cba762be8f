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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates the reference page, as it is before its script has run, against the document. */
class ReferencePageTest {
  private static final Document DOCUMENT = Document.read();
  private static final JsonNode COMPONENTS = DOCUMENT.tree().get("components");
  private static final org.jsoup.nodes.Document PAGE = page();

  @Test
  void hasTheTitleAndTheServersOfTheDocument() {
    assertThat(PAGE.selectFirst("h1").text())
        .isEqualTo(
            text(DOCUMENT.tree(), "/info/title") + " " + text(DOCUMENT.tree(), "/info/version"));
    assertThat(PAGE.select("#servers tbody th").eachText())
        .isEqualTo(DOCUMENT.tree().get("servers").findValuesAsText("url"));
  }

  @Test
  void showsNoOtherOperations() {
    assertThat(PAGE.select("#operations .endpoint")).hasSameSizeAs(operations());
  }

  static List<Document.Operation> operations() {
    return DOCUMENT.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void saysWhatTheDocumentSaysOfAnOperation(Document.Operation operation) {
    Element section = PAGE.getElementById(operation.id());
    JsonNode node = operation.node();
    Map<String, String> responses = new LinkedHashMap<>();
    node.get("responses")
        .forEachEntry(
            (status, response) ->
                responses.put(
                    status, plain(model(response) + " " + text(response, "/description"))));

    assertThat(section.select(".endpoint").text())
        .isEqualTo(operation.method() + " " + operation.path());
    assertThat(section.select(".summary").text()).isEqualTo(plain(text(node, "/summary")));
    assertThat(plain(section.text())).contains(plain(text(node, "/description")));
    assertThat(section.select(".source a").attr("href")).isEqualTo(text(node, "/externalDocs/url"));
    assertThat(section.select(".body").text())
        .isEqualTo(
            node.has("requestBody")
                ? "application/json: " + model(node.get("requestBody"))
                : "Without a body.");
    assertThat(table(section.select(".responses tbody tr"))).isEqualTo(responses);
  }

  // What has no fields has no section of its own.
  private static String model(JsonNode message) {
    JsonNode schema = message.at("/content/application~1json/schema");
    return DOCUMENT.resolve(schema).has("properties") ? name(schema) : "an object without fields";
  }

  @Test
  void saysWhatTheDocumentSaysOfANotification() {
    DOCUMENT
        .tree()
        .get("x-webhooks")
        .forEachEntry(
            (name, webhook) -> {
              Element section = PAGE.getElementById(name);
              JsonNode post = webhook.get("post");
              Map<String, String> headers = new LinkedHashMap<>();
              post.get("parameters")
                  .forEach(
                      header ->
                          headers.put(text(header, "/name"), plain(text(header, "/description"))));

              assertThat(section.select(".summary").text()).isEqualTo(text(post, "/summary"));
              assertThat(plain(section.select(".notes").text()))
                  .isEqualTo(plain(text(post, "/description")));
              assertThat(section.select(".source a").attr("href"))
                  .isEqualTo(text(post, "/externalDocs/url"));
              assertThat(table(section.select("tbody tr"))).isEqualTo(headers);
              assertThat(section.select(".body a"))
                  .extracting(link -> link.attr("href"))
                  .containsExactlyElementsOf(
                      post.findParents("$ref").stream()
                          .map(reference -> text(reference, "/$ref"))
                          .filter(reference -> reference.contains("/schemas/"))
                          .toList());
            });
  }

  @Test
  void saysHowToSign() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (JsonNode scheme : COMPONENTS.get("securitySchemes")) {
      headers.put(text(scheme, "/name"), plain(text(scheme, "/description")));
    }

    assertThat(plain(PAGE.getElementById("overview").text()))
        .isEqualTo(plain(text(DOCUMENT.tree(), "/info/description")));
    assertThat(table(PAGE.select("#headers tbody tr"))).isEqualTo(headers);
  }

  static Stream<String> objects() {
    return schemasWith("properties");
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
  void showsEveryFieldOf(String name) {
    JsonNode schema = DOCUMENT.component("schemas", name);
    Element section = PAGE.getElementById(name);
    Elements rows = section.select("tbody tr");

    assertThat(plain(section.selectFirst("p").text()))
        .isEqualTo(plain(text(schema, "/description")));
    assertThat(rows)
        .extracting(row -> row.child(0).text())
        .containsExactlyElementsOf(
            schema.get("properties").propertyStream().map(Map.Entry::getKey).toList());
    assertThat(rows).allSatisfy(row -> assertShows(row, schema));
  }

  private static void assertShows(Element row, JsonNode schema) {
    String name = row.child(0).text();
    JsonNode field = schema.get("properties").get(name);
    if (field.has("$ref")) {
      assertThat(row.selectFirst("td a").attr("href")).isEqualTo("#" + name(field));
      return;
    }
    assertThat(row.child(1).ownText())
        .isEqualTo(
            field.has("items") ? "array of " + type(field.get("items")) : text(field, "/type"));
    assertThat(row.select(".required").isEmpty())
        .isNotEqualTo(schema.path("required").valueStream().anyMatch(n -> n.asText().equals(name)));
    assertThat(row.select(".limits > span").eachText())
        .containsExactlyElementsOf(
            Stream.of(
                    "maximum",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "pattern",
                    "format")
                .filter(field::has)
                .map(limit -> limit + " " + text(field, "/" + limit))
                .map(limit -> limit.replaceFirst("^pattern (.*)", "pattern /$1/"))
                .toList());
    assertThat(plain(row.child(2).text())).isEqualTo(plain(text(field, "/description")));
  }

  static Stream<String> catalogues() {
    return schemasWith("enum");
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void showsEveryColumnOf(String name) {
    JsonNode catalogue = DOCUMENT.component("schemas", name);
    Map<String, List<String>> columns = new LinkedHashMap<>();
    Map.of(
            "Value", "enum",
            "Name", "x-enum-varnames",
            "Meaning", "x-enum-descriptions",
            "Solution", "x-enum-solutions")
        .forEach(
            (title, keyword) -> {
              if (catalogue.has(keyword)) {
                columns.put(
                    title, catalogue.get(keyword).valueStream().map(JsonNode::asText).toList());
              }
            });

    Map<String, List<String>> shown = new LinkedHashMap<>();
    Element table = PAGE.getElementById(name).selectFirst("table");
    List<String> titles = table.select("thead th").eachText();
    for (int i = 0; i < titles.size(); i++) {
      int column = i;
      shown.put(
          titles.get(i),
          table.select("tbody tr").stream().map(row -> row.child(column).text()).toList());
    }
    assertThat(shown).isEqualTo(columns);
  }

  @Test
  void everyFieldAndResultCodeHasAnAnchorOfItsOwn() {
    Set<String> places = new TreeSet<>();
    COMPONENTS.at("/schemas/ResultCode/enum").forEach(code -> places.add("code-" + code.asText()));
    COMPONENTS
        .get("schemas")
        .forEachEntry(
            (name, schema) ->
                schema
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(field -> places.add(place(name) + "-" + field)));

    assertThat(places).contains("createAuthorization-request-merchantId", "code-400002");
    assertThat(places)
        .allSatisfy(
            place ->
                assertThat(PAGE.select("#" + place + " .anchor"))
                    .as(place)
                    .extracting(link -> link.attr("href"))
                    .containsExactly("#" + place));
    assertThat(PAGE.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  /** A request stands at its operation. */
  private static String place(String schema) {
    return operations().stream()
        .filter(each -> model(each.node().path("requestBody")).equals(schema))
        .map(each -> each.id() + "-request")
        .findFirst()
        .orElse(schema);
  }

  static Stream<String> examples() {
    return COMPONENTS.get("examples").propertyStream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void showsAnExample(String name) throws JsonProcessingException {
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
  void needsNothingFromElsewhere() {
    assertThat(
            PAGE.select("[src], [srcset], [data], [action], [background], iframe, object, embed"))
        .isEmpty();
    assertThat(PAGE.select("link")).extracting(link -> link.attr("href")).containsExactly("data:,");
    assertThat(PAGE.select("style").html()).doesNotContain("url(", "@import");
    assertThat(PAGE.select("script").html()).doesNotContain("fetch", "import", "http");
    assertThat(PAGE.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none';")
        .doesNotContain("unsafe");
  }

  @Test
  void itsLinksLeadSomewhere() {
    assertThat(PAGE.select("a[href^=#]"))
        .isNotEmpty()
        .allSatisfy(
            link -> assertThat(PAGE.getElementById(link.attr("href").substring(1))).isNotNull());
  }

  /** Two columns of a table. */
  private static Map<String, String> table(Elements rows) {
    Map<String, String> table = new LinkedHashMap<>();
    rows.forEach(row -> table.put(row.child(0).text(), plain(row.child(1).text())));
    return table;
  }

  private static String text(JsonNode node, String place) {
    return node.at(place).asText();
  }

  private static String type(JsonNode schema) {
    return schema.has("$ref") ? name(schema) : text(schema, "/type");
  }

  private static String name(JsonNode reference) {
    return text(reference, "/$ref").replaceFirst(".*/", "");
  }

  /** Without the marks of Markdown, and with one space between words. */
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
