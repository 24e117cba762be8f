package io.github.binancepay.tsp.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Samples of each operation in each language of {@code languages/samples.yaml}. The build runs
 * {@link #main}, which writes {@code samples.json} and the document for the reference page.
 */
final class Samples {
  private static final String BODY = "{{body}}";

  private final SourceDocument document;
  private final Path languages;

  Samples(SourceDocument document, Path languages) {
    this.document = document;
    this.languages = languages;
  }

  /**
   * Writes both files.
   *
   * @param arguments the folder of the document, and the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    Path openapi = Path.of(arguments[0]);
    Path target = Files.createDirectories(Path.of(arguments[1]));
    SourceDocument document = SourceDocument.read(openapi.resolve("binance-pay.yaml"));
    ObjectNode samples = new Samples(document, openapi.resolve("languages")).render();
    document.addPageExtensions(openapi.resolve("page"));
    Files.writeString(target.resolve("samples.json"), SourceDocument.pretty(samples) + "\n");
    Files.writeString(target.resolve("binance-pay.json"), document.text() + "\n");
  }

  /** Returns samples with a place for the body, and adds complete ones to the document. */
  ObjectNode render() throws IOException {
    ObjectNode samples = JsonNodeFactory.instance.objectNode();
    for (JsonNode language : SourceDocument.yaml(languages.resolve("samples.yaml"))) {
      samples.withArray("languages").add(render((ObjectNode) language, samples));
    }
    return samples;
  }

  private ObjectNode render(ObjectNode language, ObjectNode samples) throws IOException {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.set("id", language.get("id"));
    entry.set("name", language.get("name"));
    entry.put("anyBody", language.path("anyBody").asBoolean());
    entry.set("escapes", language.withObject("/escapes"));
    String template = Files.readString(languages.resolve(language.get("sample").asText()));
    for (SourceDocument.Operation operation : document.operations()) {
      String sample =
          Mustache.compiler().escapeHTML(false).compile(template).execute(names(operation));
      String body = SourceDocument.pretty(operation.requestExample());
      entry.withObject("/samples").put(operation.id(), sample);
      samples.withObject("/bodies").put(operation.id(), body);
      SourceDocument.addSample(
          operation.node(), language, fill(sample, body, entry.get("escapes")));
    }
    if (language.has("notification")) {
      String receiver = Files.readString(languages.resolve(language.get("notification").asText()));
      SourceDocument.addSample(document.notification(), language, receiver);
    }
    return entry;
  }

  /** Variables of a template; {@code openapi/languages/README.md} lists them. */
  private Map<String, String> names(SourceDocument.Operation operation) {
    Map<String, String> names = new HashMap<>();
    names.put("path", operation.path());
    names.put("body", BODY);
    put(names, "operation", operation.id());
    put(names, "tag", operation.text("/tags/0", "a tag (tags)"));
    operation.requestModel().ifPresent(model -> put(names, "request", model));
    // Generated code names the argument after the model.
    put(names, "parameter", operation.requestModel().orElse("body"));
    put(names, "response", operation.responseModel());
    operation.firstRequiredFieldOfData().ifPresent(field -> put(names, "field", field));
    return names;
  }

  /** Puts a name in each of three spellings. */
  private static void put(Map<String, String> names, String key, String name) {
    names.put(key, name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    names.put(pascal(key), pascal(name));
    names.put(
        key + "_snake", name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
  }

  private static String pascal(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Puts a body into a sample, as {@code openapi/languages/README.md} specifies. */
  static String fill(String sample, String body, JsonNode escapes) {
    int at = sample.indexOf(BODY);
    if (at < 0) {
      return sample;
    }
    String line = sample.substring(sample.lastIndexOf('\n', at) + 1, at);
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    StringBuilder filled = new StringBuilder(sample.substring(0, at));
    body.codePoints()
        .mapToObj(Character::toString)
        .forEach(c -> filled.append(c.equals("\n") ? c + indent : escapes.path(c).asText(c)));
    return filled.append(sample.substring(at + BODY.length())).toString();
  }
}
