package io.github.binancepay.tsp.contract.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates the reference page, without its script, against the document. */
class ReferencePageTest {
  private static final Document DOCUMENT = Document.read();
  private static final JsonNode COMPONENTS = DOCUMENT.tree().get("components");
  private static final org.jsoup.nodes.Document PAGE = ReferencePage.PAGE;

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
    assertThat(PAGE.select("#operations .endpoint")).hasSameSizeAs(DOCUMENT.operations());
  }

  static Stream<Arguments> sections() {
    return Stream.of(
            DOCUMENT.operations().stream().map(each -> arguments(each.id(), each.node())),
            DOCUMENT
                .tree()
                .get("x-webhooks")
                .propertyStream()
                .map(
                    each ->
                        arguments(each.getKey(), each.getValue().get("post").get("parameters"))),
            COMPONENTS
                .get("schemas")
                .propertyStream()
                .filter(each -> each.getValue().has("properties") || each.getValue().has("enum"))
                .map(each -> arguments(each.getKey(), each.getValue())))
        .flatMap(each -> each);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sections")
  void sectionShowsEveryTextAndLimit(String id, JsonNode part) {
    Element section = PAGE.getElementById(id);
    String shown = plain(section.text() + section.select("a").eachAttr("href"));

    assertThat(texts("", part)).isNotEmpty().allSatisfy(text -> assertThat(shown).contains(text));
  }

  /** Returns the texts of a part, as the page shows them. */
  private static Stream<String> texts(String keyword, JsonNode part) {
    if (part.isObject()) {
      return part.propertyStream()
          .filter(
              member ->
                  !member
                      .getKey()
                      .matches("example|examples|security|tags|in|operationId|required"))
          .flatMap(member -> texts(member.getKey(), member.getValue()));
    }
    if (part.isArray()) {
      return part.valueStream().flatMap(item -> texts(keyword, item));
    }
    String value = part.asText();
    return switch (keyword) {
      case "maximum", "minLength", "maxLength", "minItems", "maxItems", "format" ->
          Stream.of(keyword + " " + value);
      case "pattern" -> Stream.of("pattern /" + value + "/");
      case "$ref" ->
          Stream.of(value.replaceFirst(".*/", "").replace("EmptyRequest", "object without fields"));
      case "type" -> value.equals("object") ? null : Stream.of(value);
      default -> part.isTextual() ? Stream.of(plain(value)) : null;
    };
  }

  static Stream<Map.Entry<String, JsonNode>> objects() {
    return COMPONENTS
        .get("schemas")
        .propertyStream()
        .filter(each -> each.getValue().has("properties"));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void objectShowsOrderedAndRequiredFields(Map.Entry<String, JsonNode> schema) {
    Elements rows = PAGE.getElementById(schema.getKey()).select("tbody tr");

    assertThat(rows.select("th").eachText())
        .isEqualTo(
            schema.getValue().get("properties").propertyStream().map(Map.Entry::getKey).toList());
    assertThat(rows.select(":has(.required) > th").eachText())
        .containsExactlyInAnyOrderElementsOf(
            schema.getValue().path("required").valueStream().map(JsonNode::asText).toList());
  }

  static Stream<String> examples() {
    return COMPONENTS.get("examples").propertyStream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void showsExample(String name) throws JsonProcessingException {
    JsonNode value = DOCUMENT.component("examples", name).get("value");
    String shown = PAGE.getElementById("example-" + name).wholeText();

    assertThat(value.isTextual() ? value : Json.mapper().readTree(shown)).isEqualTo(value);
    assertThat(shown).contains(value.asText());
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
  void loadsNoOtherResources() {
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

  private static String plain(JsonNode node, String place) {
    return plain(text(node, place));
  }

  /** Removes Markdown and repeated white space. */
  private static String plain(String markdown) {
    return markdown.replaceAll("`|\\*\\*|## |(?m)^[0-9][.] ", "").replaceAll("\\s+", " ").strip();
  }
}
