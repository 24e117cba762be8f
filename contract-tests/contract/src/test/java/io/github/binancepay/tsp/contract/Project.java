package io.github.binancepay.tsp.contract;

import io.github.binancepay.tsp.contract.languages.Scenario;
import io.github.binancepay.tsp.contract.pact.Interactions.Interaction;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that has to know an operation of the document.
 *
 * @param face has a method for it, and an asynchronous twin
 * @param routes whether the sandbox answers to a path
 * @param reference the folder with a table of fields for each operation
 */
record Project(
    Class<?> face,
    Predicate<String> routes,
    List<Operation> operations,
    List<Interaction> interactions,
    List<Scenario> scenarios,
    Path reference) {
  private static final String SCENARIOS = "(openapi/languages/scenarios.json)";

  /** One sentence for each operation that lacks something, or that the document does not have. */
  List<String> complaints(OpenAPI document) {
    List<String> complaints = new ArrayList<>();
    Set<String> documented = new TreeSet<>();
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) -> {
                          documented.add(operation.getOperationId());
                          List<String> missing = missing(document, path, operation);
                          if (!missing.isEmpty()) {
                            complaints.add(lacks(operation, method, path, missing));
                          }
                        }));
    leftovers(documented).forEach(complaints::add);
    return complaints;
  }

  private static String lacks(
      io.swagger.v3.oas.models.Operation operation,
      PathItem.HttpMethod method,
      String path,
      List<String> missing) {
    return "%s (%s %s) lacks: %s"
        .formatted(operation.getOperationId(), method, path, String.join(", ", missing));
  }

  private List<String> missing(
      OpenAPI document, String path, io.swagger.v3.oas.models.Operation operation) {
    String id = operation.getOperationId();
    List<String> missing = new ArrayList<>();
    if (!hasMethod(id)) {
      missing.add("a method %s.%s(…)".formatted(face.getSimpleName(), id));
    }
    if (!hasMethod(id + "Async")) {
      missing.add("its twin %sAsync(…)".formatted(id));
    }
    if (!routes.test(path)) {
      missing.add("a route of the sandbox");
    }
    missing.addAll(missingBehaviours(id));
    missing.addAll(missingRows(document, operation));
    if (!(extension(operation, "x-safe-to-repeat") instanceof Boolean)) {
      missing.add("x-safe-to-repeat: true or false (openapi/binance-pay.yaml)");
    }
    return missing;
  }

  private boolean hasMethod(String name) {
    return Arrays.stream(face.getMethods()).map(Method::getName).anyMatch(name::equals);
  }

  private List<String> missingBehaviours(String id) {
    Optional<Operation> row =
        operations.stream().filter(each -> each.operationId().equals(id)).findFirst();
    if (row.isEmpty()) {
      return Stream.of("interactions (Operations)", "a scenario " + SCENARIOS).toList();
    }
    Set<Behaviour> inThePact =
        interactions.stream()
            .filter(interaction -> interaction.operation().equals(row.get()))
            .map(Interaction::behaviour)
            .collect(Collectors.toSet());
    Set<String> scenarioNames = scenarios.stream().map(Scenario::name).collect(Collectors.toSet());
    Stream<String> missingInteractions =
        Behaviour.due(Behaviour.In.PACT, row.get()).stream()
            .filter(behaviour -> !inThePact.contains(behaviour))
            .map(behaviour -> "an interaction for %s (Interactions)".formatted(behaviour));
    Stream<String> missingScenarios =
        Behaviour.due(Behaviour.In.SCENARIOS, row.get()).stream()
            .map(behaviour -> Scenario.name(row.get(), behaviour))
            .filter(name -> !scenarioNames.contains(name))
            .map(name -> "the scenario %s %s".formatted(name, SCENARIOS));
    return Stream.concat(missingInteractions, missingScenarios).toList();
  }

  private List<String> missingRows(OpenAPI document, io.swagger.v3.oas.models.Operation operation) {
    String file = "(reference/%s.tsv)".formatted(operation.getOperationId());
    Set<String> cells = cells(reference.resolve(operation.getOperationId() + ".tsv"));
    if (cells.isEmpty()) {
      return List.of("reference rows " + file);
    }
    return schemas(document, operation).stream()
        .filter(schema -> !cells.contains(schema))
        .map(schema -> "reference rows of %s %s".formatted(schema, file))
        .toList();
  }

  private static Set<String> cells(Path table) {
    if (!Files.exists(table)) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.split("\t")))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the schemas that the request and a success are made of. */
  private static Set<String> schemas(
      OpenAPI document, io.swagger.v3.oas.models.Operation operation) {
    Set<String> names = new TreeSet<>();
    if (operation.getRequestBody() != null) {
      operation
          .getRequestBody()
          .getContent()
          .values()
          .forEach(type -> collect(document, type.getSchema(), names));
    }
    ApiResponse success = operation.getResponses().get("200");
    if (success != null && success.getContent() != null) {
      success.getContent().values().forEach(type -> collect(document, type.getSchema(), names));
    }
    return names;
  }

  private static void collect(OpenAPI document, Schema<?> schema, Set<String> names) {
    if (schema == null) {
      return;
    }
    if (schema.get$ref() != null) {
      String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
      Schema<?> named = document.getComponents().getSchemas().get(name);
      if (named != null && names.add(name)) {
        collect(document, named, names);
      }
      return;
    }
    collect(document, schema.getItems(), names);
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(property -> collect(document, property, names));
    }
  }

  private static Object extension(io.swagger.v3.oas.models.Operation operation, String name) {
    return operation.getExtensions() == null ? null : operation.getExtensions().get(name);
  }

  private Stream<String> leftovers(Set<String> documented) {
    Set<String> known = new TreeSet<>();
    operations.forEach(operation -> known.add(operation.operationId()));
    scenarios.forEach(scenario -> known.add(scenario.operation()));
    known.removeAll(documented);
    return known.stream()
        .map(id -> "%s is not in the document, but has: %s".formatted(id, has(id)));
  }

  private String has(String id) {
    List<String> has = new ArrayList<>();
    operations.stream()
        .filter(operation -> operation.operationId().equals(id))
        .forEach(
            operation -> {
              has.add("a row of Operations");
              if (routes.test(operation.path())) {
                has.add("a route of the sandbox");
              }
            });
    if (hasMethod(id)) {
      has.add("a method %s.%s(…)".formatted(face.getSimpleName(), id));
    }
    if (Files.exists(reference.resolve(id + ".tsv"))) {
      has.add("reference rows (reference/%s.tsv)".formatted(id));
    }
    if (scenarios.stream().anyMatch(scenario -> scenario.operation().equals(id))) {
      has.add("scenarios " + SCENARIOS);
    }
    return String.join(", ", has);
  }
}
