package io.github.binancepay.tsp.contract.document;

import static java.nio.file.Files.readAllLines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Validates every keyword of the document against the tables in {@code reference}, which are typed
 * from the provider's pages. A keyword that only one of the two has is named.
 */
class ReferenceTablesTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");
  private static final Set<String> PROSE =
      Set.of("description", "summary", "info", "externalDocs", "example", "examples");

  @Test
  void theDocumentSaysWhatTheTablesSay() throws IOException {
    List<String> differences = differences(Document.read());

    if (!differences.isEmpty()) {
      fail(String.join("\n", differences));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/components/schemas/Authorization/properties/status, Authorization status nullable",
    "/components/schemas/Authorization/properties/scopes/items, Authorization scopes items.nullable",
    "/components/schemas/ErrorResponse, ErrorResponse * nullable",
    "/components/schemas/ResultCode, ResultCode * nullable",
    "/components/securitySchemes/BinancePayNonce, BinancePayNonce * nullable",
    "/paths/~1binancepay~1openapi~1service~1provider~1create/post, createAuthorization * nullable"
  })
  void aKeywordThatOnlyTheDocumentHasIsNamed(String place, String named) throws IOException {
    Document document = Document.read();
    ((ObjectNode) document.tree().at(place)).put("nullable", true);

    assertThat(differences(document)).containsExactly("Only in the document: " + named + "=true");
  }

  @Test
  void theSamplesOfTheReferencePageAreExamplesWordForWord() throws IOException {
    try (Stream<Path> samples = Files.list(REFERENCE.resolve("samples"))) {
      for (Path sample : samples.toList()) {
        String name = sample.getFileName().toString().replace(".json", "");

        assertThat(Document.read().component("examples", name).path("value"))
            .isEqualTo(Json.mapper().readTree(Files.readString(sample)));
      }
    }
  }

  private static List<String> differences(Document document) throws IOException {
    Set<String> documented = statements(document.tree());
    Set<String> tabled = tables();
    return Stream.concat(
            documented.stream()
                .filter(each -> !tabled.contains(each))
                .map("Only in the document: "::concat),
            tabled.stream()
                .filter(each -> !documented.contains(each))
                .map("Only in the tables: "::concat))
        .toList();
  }

  /**
   * What the tables say. The first line of each names the columns, of which two say what the row is
   * about; further cells are keywords.
   */
  private static Set<String> tables() throws IOException {
    Set<String> statements = new TreeSet<>();
    try (Stream<Path> files = Files.list(REFERENCE)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".tsv")).toList()) {
        List<String[]> rows = readAllLines(file).stream().map(row -> row.split("\t", -1)).toList();
        String[] columns = rows.get(0);
        for (String[] row : rows.subList(1, rows.size())) {
          for (int i = 2; i < row.length; i++) {
            if (!row[i].equals("-")) {
              String cell = i < columns.length ? columns[i] + "=" + row[i] : row[i];
              statements.add(row[0] + " " + row[1] + " " + cell);
            }
          }
        }
      }
    }
    return statements;
  }

  private static Set<String> statements(JsonNode document) {
    Set<String> statements = new TreeSet<>();
    add(
        statements,
        "document *",
        ((ObjectNode) document.deepCopy()).without(Set.of("paths", "components")));
    for (Document.Operation operation : new Document(document).operations()) {
      String place = operation.id() + " *";
      statements.add("%s %s=%s".formatted(place, operation.method(), operation.path()));
      add(statements, place, operation.node());
    }
    for (Map.Entry<String, JsonNode> kind : document.path("components").properties()) {
      for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
        switch (kind.getKey()) {
          case "examples" -> {}
          case "schemas" -> addSchema(statements, component.getKey(), component.getValue());
          default -> add(statements, component.getKey() + " *", component.getValue());
        }
      }
    }
    return statements;
  }

  private static void addSchema(Set<String> statements, String name, JsonNode schema) {
    ObjectNode itself = schema.deepCopy();
    if (schema.has("x-enum-varnames")) {
      itself.remove("enum");
      itself.properties().removeIf(list -> list.getKey().startsWith("x-enum-"));
      addValues(statements, name, schema);
    }
    itself.remove(List.of("properties", "required"));
    add(statements, name + " *", itself);
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(field -> required.add(field.asText()));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String place = name + " " + property.getKey();
      String description = property.getValue().path("description").asText().strip();
      statements.add(place + " required=" + (required.remove(property.getKey()) ? "Y" : "N"));
      statements.add(
          place + " page=" + (description.endsWith("Not on the reference page.") ? "N" : "Y"));
      add(statements, place, property.getValue());
    }
    required.forEach(field -> statements.add(name + " " + field + " required, but not there"));
  }

  /** What each value of a catalogue is called, and the other lists that go by its order. */
  private static void addValues(Set<String> statements, String name, JsonNode catalogue) {
    for (Map.Entry<String, JsonNode> list : catalogue.properties()) {
      if (list.getKey().startsWith("x-enum-")) {
        for (int i = 0; i < Math.max(list.getValue().size(), catalogue.path("enum").size()); i++) {
          String text = list.getValue().path(i).asText("nothing");
          if (!text.isEmpty()) {
            String value = catalogue.path("enum").path(i).asText("no value");
            statements.add(name + " " + value + " " + list.getKey() + "=" + text);
          }
        }
      }
    }
  }

  private static void add(Set<String> statements, String place, JsonNode node) {
    add(statements, place + " ", "", node);
  }

  private static void add(Set<String> statements, String place, String keyword, JsonNode node) {
    boolean lists = node.isArray() && (node.isEmpty() || node.get(0).isValueNode());
    if (node.isValueNode() || lists) {
      String value = lists ? node.toString().replace("\"", "") : node.asText();
      statements.add(place + keyword + "=" + value.replace("#/components/schemas/", ""));
      return;
    }
    String prefix = keyword.isEmpty() ? "" : keyword + ".";
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        add(statements, place, prefix + i, node.get(i));
      }
    } else if (node.isEmpty() && !keyword.isEmpty()) {
      statements.add(place + keyword + "={}");
    }
    for (Map.Entry<String, JsonNode> child : node.properties()) {
      if (!PROSE.contains(child.getKey())) {
        add(statements, place, prefix + child.getKey(), child.getValue());
      }
    }
  }
}
