package io.github.binancepay.tsp.sandbox;

import java.util.List;
import java.util.Optional;

/** The operations that the sandbox serves: a row for each, which has a file of its own. */
final class Operations {
  static final List<Operation> ALL =
      List.of(
          CreateAuthorization.OPERATION,
          QueryScopes.OPERATION,
          QueryAuthorizations.OPERATION,
          QueryCertificates.OPERATION);

  private Operations() {}

  static Optional<Operation> at(String path) {
    return ALL.stream().filter(operation -> operation.path().equals(path)).findFirst();
  }
}
