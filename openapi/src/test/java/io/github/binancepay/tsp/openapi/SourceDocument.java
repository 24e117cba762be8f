package io.github.binancepay.tsp.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenAPI document, extended by what the template of the reference page cannot compute: references,
 * parallel lists, escaped text, and hashes.
 */
final class SourceDocument {
  private static final String REQUEST = "/requestBody/content/application~1json";
  private static final String RESPONSE = "/responses/200/content/application~1json";

  /** Columns of a catalogue and the lists that fill them, parallel to its values. */
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("Name", "x-enum-varnames");
    COLUMNS.put("Meaning", "x-enum-descriptions");
    COLUMNS.put("Solution", "x-enum-solutions");
  }

  private final ObjectNode tree;

  SourceDocument(ObjectNode tree) {
    this.tree = tree;
  }

  static SourceDocument read(Path file) throws IOException {
    return new SourceDocument((ObjectNode) yaml(file));
  }

  static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(file.toFile());
  }

  /** An operation or a webhook. */
  record Operation(SourceDocument document, String path, ObjectNode node) {
    String id() {
      return node.path("operationId").asText();
    }

    String text(String place, String what) {
      return required(node.at(place), what).asText();
    }

    /** Returns the model's name; empty if the request has no fields. */
    Optional<String> requestModel() {
      JsonNode schema = required(node.at(REQUEST + "/schema"), "a request body");
      return document.resolve(schema).has("properties")
          ? Optional.of(name(schema))
          : Optional.empty();
    }

    String responseModel() {
      return name(required(node.at(RESPONSE + "/schema/$ref"), "a schema of the response 200"));
    }

    /** Returns the first required field of the response's data; empty for a list. */
    Optional<String> firstRequiredFieldOfData() {
      JsonNode response = document.resolve(node.at(RESPONSE + "/schema"));
      JsonNode data = document.resolve(response.at("/properties/data"));
      return data.path("required").valueStream().map(JsonNode::asText).findFirst();
    }

    JsonNode requestExample() {
      return example(REQUEST, "an example of the request");
    }

    JsonNode responseExample() {
      return example(RESPONSE, "an example of the response 200");
    }

    private JsonNode example(String place, String what) {
      JsonNode examples = node.at(place + "/examples");
      return required(document.resolve(examples.path(firstName(examples))).path("value"), what);
    }

    private JsonNode required(JsonNode part, String what) {
      if (part.isMissingNode()) {
        throw new IllegalStateException(
            "%s (%s) lacks %s. Add it to openapi/binance-pay.yaml.".formatted(id(), path, what));
      }
      return part;
    }
  }

  private static String firstName(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).findFirst().orElse("");
  }

  private static String name(JsonNode reference) {
    return reference.path("$ref").asText(reference.asText()).replaceFirst(".*/", "");
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? tree.at(node.get("$ref").asText().substring(1)) : node;
  }

  List<Operation> operations() {
    return tree.get("paths")
        .propertyStream()
        .map(
            path ->
                new Operation(this, path.getKey(), (ObjectNode) path.getValue().elements().next()))
        .toList();
  }

  ObjectNode notification() {
    return (ObjectNode) tree.get("x-webhooks").elements().next().get("post");
  }

  /** Adds a sample in Redocly's format. */
  static void addSample(ObjectNode operation, JsonNode language, String source) {
    ObjectNode sample = operation.withArray("x-codeSamples").addObject();
    sample.set("lang", language.get("id"));
    sample.set("label", language.get("name"));
    sample.put("source", escape(source));
  }

  /** Adds what the template of the page shows, as extensions. */
  void addPageExtensions(Path page) throws IOException {
    for (Operation operation : operations()) {
      JsonNode request = resolve(operation.node().at(REQUEST + "/schema"));
      if (operation.requestModel().isPresent()) {
        // The page shows it with its operation, not among the other objects.
        ((ObjectNode) request).put("x-request", true);
        operation.node().put("x-request-description", escape(request.path("description").asText()));
      }
      operation.node().put("x-response", escape(pretty(operation.responseExample())));
    }
    Operation webhook = new Operation(this, "x-webhooks", notification());
    notification().put("x-received", escape(pretty(webhook.requestExample())));
    notification().put("x-response", escape(pretty(webhook.responseExample())));
    for (JsonNode example : tree.at("/components/examples")) {
      JsonNode value = example.get("value");
      ((ObjectNode) example)
          .put("x-text", escape(value.isTextual() ? value.asText() : pretty(value)));
    }
    tree.at("/components/schemas")
        .propertyStream()
        .filter(schema -> schema.getValue().has("enum"))
        .forEach(schema -> addRows(schema.getKey(), (ObjectNode) schema.getValue()));
    tree.put("x-style", hash(page.resolve("style.mustache")));
    tree.put("x-script", hash(page.resolve("script.mustache")));
  }

  private static void addRows(String name, ObjectNode catalogue) {
    Map<String, String> columns = new LinkedHashMap<>(COLUMNS);
    columns.values().removeIf(list -> !catalogue.has(list));
    ArrayNode titles = catalogue.withArray("x-columns").add("Value");
    columns.keySet().forEach(titles::add);
    JsonNode values = catalogue.get("enum");
    for (int i = 0; i < values.size(); i++) {
      int index = i;
      String value = values.get(i).asText();
      ObjectNode row = catalogue.withArray("x-rows").addObject();
      row.put("rowId", (value.matches("[0-9]+") ? "code" : name) + "-" + value);
      row.put("rowValue", value);
      columns.forEach(
          (title, list) ->
              row.put("row" + title, escape(catalogue.get(list).path(index).asText())));
    }
  }

  /** Escapes text for HTML; the page's generator does not. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** Returns the source of a Content-Security-Policy for an inline part of the page. */
  private static String hash(Path file) throws IOException {
    try {
      byte[] text = ("\n" + Files.readString(file)).getBytes(UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  String text() {
    return pretty(tree);
  }

  /** Renders JSON for readers: no space before a colon, a list on one line. */
  static String pretty(JsonNode node) {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("")
            .withArrayValueSpacing(Separators.Spacing.AFTER);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentArraysWith(new DefaultPrettyPrinter.NopIndenter());
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    ObjectWriter writer = new JsonMapper().writer(printer);
    try {
      return writer.writeValueAsString(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
