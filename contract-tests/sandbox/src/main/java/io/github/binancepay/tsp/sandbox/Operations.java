package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The operations that the sandbox answers: a row for each, which has a file of its own. */
final class Operations {
  static final List<Operation> ALL = List.of(CreateAuthorization.OPERATION);

  // A path of an OpenAPI document in YAML; nothing else in it is indented so and starts so.
  private static final Pattern PATH =
      Pattern.compile("^  ['\"]?(/[^'\":]*)['\"]?:", Pattern.MULTILINE);

  private Operations() {}

  static Optional<Operation> at(String path) {
    return ALL.stream().filter(operation -> operation.path().equals(path)).findFirst();
  }

  /** The paths that the document has, with an operation in {@link #ALL} or without. */
  static Set<String> documentedPaths() {
    try (InputStream document = Operations.class.getResourceAsStream("/binance-pay.yaml")) {
      return PATH.matcher(new String(document.readAllBytes(), UTF_8))
          .results()
          .map(path -> path.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("The OpenAPI document cannot be read", e);
    }
  }
}
