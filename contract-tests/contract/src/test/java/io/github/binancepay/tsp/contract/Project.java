package io.github.binancepay.tsp.contract;

import io.github.binancepay.tsp.contract.document.Document;
import io.github.binancepay.tsp.contract.languages.Scenario;
import io.github.binancepay.tsp.contract.pact.PactFile.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The parts of the project that need an entry for each operation of the document.
 *
 * @param face has a method for the operation, and an asynchronous twin
 * @param routes whether the sandbox has a route for a path
 * @param reference folder with a table of fields for each operation
 */
record Project(
    Class<?> face,
    Predicate<String> routes,
    List<Operation> operations,
    List<Recorded> interactions,
    List<Scenario> scenarios,
    Path reference) {
  private static final String SCENARIOS = "(openapi/languages/scenarios.json)";

  /** Returns a sentence for each operation that lacks an entry or is not in the document. */
  List<String> complaints(Document document) {
    List<String> complaints = new ArrayList<>();
    Map<String, Set<String>> leftovers = leftovers();
    for (Document.Operation operation : document.operations()) {
      leftovers.remove(operation.id());
      List<String> missing = missing(operation);
      if (!missing.isEmpty()) {
        complaints.add(
            "%s (%s %s) lacks: %s"
                .formatted(
                    operation,
                    operation.method().toUpperCase(Locale.ROOT),
                    operation.path(),
                    String.join(", ", missing)));
      }
    }
    leftovers.forEach(
        (id, has) ->
            complaints.add(
                "%s is not in the document, but has: %s".formatted(id, String.join(", ", has))));
    return complaints;
  }

  /** Returns the entries by operation, including operations that are not in the document. */
  private Map<String, Set<String>> leftovers() {
    Map<String, Set<String>> all = new TreeMap<>();
    BiConsumer<String, String> add =
        (id, what) -> all.computeIfAbsent(id, key -> new TreeSet<>()).add(what);
    operations.forEach(row -> add.accept(row.operationId(), "a row of Operations"));
    scenarios.forEach(scenario -> add.accept(scenario.operation(), "scenarios " + SCENARIOS));
    try (Stream<Path> files = Files.list(reference)) {
      // The tables of catalogues are not named like an operation.
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[a-z]+[A-Z].*\\.tsv"))
          .forEach(
              name ->
                  add.accept(name.replace(".tsv", ""), "reference rows (reference/" + name + ")"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private List<String> missing(Document.Operation operation) {
    String id = operation.id();
    List<String> missing = new ArrayList<>();
    if (!hasMethod(id)) {
      missing.add("a method %s.%s(…)".formatted(face.getSimpleName(), id));
    }
    if (!hasMethod(id + "Async")) {
      missing.add("its twin %sAsync(…)".formatted(id));
    }
    if (!routes.test(operation.path())) {
      missing.add("a route of the sandbox");
    }
    missing.addAll(missingInteractions(operation));
    missing.addAll(
        row(id).map(this::missingScenarios).orElse(List.of("a row of Operations with scenarios")));
    if (!Files.exists(reference.resolve(id + ".tsv"))) {
      missing.add("reference rows (reference/%s.tsv)".formatted(id));
    }
    if (!operation.node().path("x-safe-to-repeat").isBoolean()) {
      missing.add("x-safe-to-repeat: true or false (openapi/binance-pay.yaml)");
    }
    return missing;
  }

  private boolean hasMethod(String name) {
    return Arrays.stream(face.getMethods()).anyMatch(method -> method.getName().equals(name));
  }

  private Optional<Operation> row(String id) {
    return operations.stream().filter(row -> row.operationId().equals(id)).findFirst();
  }

  private List<String> missingScenarios(Operation row) {
    return Behaviour.of(row).stream()
        .map(behaviour -> Scenario.name(row, behaviour))
        .filter(name -> scenarios.stream().noneMatch(each -> each.name().equals(name)))
        .map(name -> "the scenario %s %s".formatted(name, SCENARIOS))
        .toList();
  }

  private List<String> missingInteractions(Document.Operation operation) {
    List<Recorded> own =
        interactions.stream().filter(each -> each.path().equals(operation.path())).toList();
    List<String> missing = new ArrayList<>();
    if (own.stream().noneMatch(Recorded::isSuccess)) {
      missing.add("an interaction of the pact for a success");
    }
    if (own.stream().noneMatch(Recorded::hasWrongSignature)) {
      missing.add("an interaction of the pact for a wrong signature");
    }
    return missing;
  }
}
