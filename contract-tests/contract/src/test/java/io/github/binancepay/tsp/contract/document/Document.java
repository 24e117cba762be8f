package io.github.binancepay.tsp.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** OpenAPI document as a tree, since a model would lose keywords. */
public record Document(JsonNode tree) {
  private static final Set<String> PROSE =
      Set.of("description", "summary", "info", "example", "examples");

  private static final String NOT_ON_THE_PAGE = "Not on the reference page.";

  /** An operation of the document. */
  public record Operation(String method, String path, JsonNode node) {
    public String id() {
      return node.path("operationId").asText();
    }

    @Override
    public String toString() {
      return id();
    }
  }

  public static Document read() {
    try (InputStream in =
        Document.class.getResourceAsStream("/io/github/binancepay/tsp/openapi/binance-pay.yaml")) {
      return of(Yaml.mapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Document read(Path file) throws IOException {
    return of(Yaml.mapper().readTree(file.toFile()));
  }

  /** Replaces references to shared responses by their content. */
  private static Document of(JsonNode tree) {
    Document document = new Document(tree);
    for (Operation operation : document.operations()) {
      for (Map.Entry<String, JsonNode> response : operation.node().get("responses").properties()) {
        response.setValue(document.resolve(response.getValue()));
      }
    }
    ((ObjectNode) tree.path("components")).remove("responses");
    return document;
  }

  public List<Operation> operations() {
    return tree.path("paths")
        .propertyStream()
        .flatMap(
            path ->
                path.getValue()
                    .propertyStream()
                    .filter(member -> member.getValue().has("responses"))
                    .map(each -> new Operation(each.getKey(), path.getKey(), each.getValue())))
        .toList();
  }

  public Operation operation(String id) {
    return operations().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  public JsonNode component(String kind, String name) {
    return tree.path("components").path(kind).path(name);
  }

  /** Resolves a reference; returns any other node itself. */
  public JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? resolve(tree.at(node.get("$ref").asText().substring(1))) : node;
  }

  /** Collects the names of the components that a part refers to, except examples. */
  public void collectReferences(JsonNode part, Set<String> names) {
    for (String reference : part.findValuesAsText("$ref")) {
      if (!reference.contains("/examples/") && names.add(reference.replaceFirst(".*/", ""))) {
        collectReferences(tree.at(reference.substring(1)), names);
      }
    }
  }

  /**
   * Returns the value of every keyword except texts, by a place of three words: an operation or
   * component, its property or value ({@code *} for the whole), and the keyword. The keyword {@code
   * page} is N for a property that is not on the reference page.
   */
  Map<String, String> statements() {
    Map<String, String> statements = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      if (!PROSE.contains(member.getKey()) && !member.getKey().matches("paths|components")) {
        flatten(statements, "document * ", member.getKey(), member.getValue());
      }
    }
    for (Operation operation : operations()) {
      statements.put(operation.id() + " * " + operation.method(), operation.path());
      flatten(statements, operation.id() + " * ", "", operation.node());
    }
    tree.path("components")
        .propertyStream()
        .filter(kind -> !kind.getKey().equals("examples"))
        .flatMap(kind -> kind.getValue().propertyStream())
        .forEach(each -> component(statements, each.getKey(), each.getValue()));
    return statements;
  }

  private static void component(Map<String, String> statements, String name, JsonNode node) {
    boolean catalogue = node.has("x-enum-varnames");
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String keyword = member.getKey();
      if (catalogue && keyword.startsWith("x-enum-")) {
        for (int i = 0; i < member.getValue().size(); i++) {
          String value = node.path("enum").path(i).asText("(no value)");
          flatten(statements, name + " " + value + " ", keyword, member.getValue().get(i));
        }
      } else if (keyword.equals("properties")) {
        for (Map.Entry<String, JsonNode> property : member.getValue().properties()) {
          String place = name + " " + property.getKey() + " ";
          String description = property.getValue().path("description").asText().strip();
          statements.put(place + "required", "N");
          statements.put(place + "page", description.endsWith(NOT_ON_THE_PAGE) ? "N" : "Y");
          flatten(statements, place, "", property.getValue());
        }
      } else if (!keyword.equals("required") && !(catalogue && keyword.equals("enum"))) {
        flatten(statements, name + " * ", keyword, member.getValue());
      }
    }
    node.path("required")
        .forEach(field -> statements.put(name + " " + field.asText() + " required", "Y"));
  }

  private static void flatten(
      Map<String, String> statements, String place, String keyword, JsonNode node) {
    if (PROSE.contains(keyword.replaceFirst(".*[.]", ""))) {
      return;
    }
    String prefix = keyword.isEmpty() ? "" : keyword + ".";
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      flatten(statements, place, prefix + member.getKey(), member.getValue());
    }
    boolean objects = node.isArray() && node.path(0).isObject();
    for (int i = 0; objects && i < node.size(); i++) {
      String name = node.get(i).path("name").asText(String.valueOf(i));
      flatten(statements, place, prefix + name, node.get(i));
    }
    if (!objects && (node.isEmpty() || node.isArray())) {
      String value = node.isValueNode() ? node.asText() : node.toString().replace("\"", "");
      statements.put(place + keyword, value.replace("#/components/schemas/", ""));
    }
  }
}
