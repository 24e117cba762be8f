package io.github.binancepay.tsp.sandbox.internal.provider;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Table of operations. Each one has a file of its own. */
public final class Operations {
  public static final List<Operation> ALL =
      List.of(
          CreateAuthorization.OPERATION,
          QueryScopes.OPERATION,
          QueryAuthorizations.OPERATION,
          QueryCertificates.OPERATION);

  private static final Map<String, Operation> BY_PATH =
      ALL.stream().collect(toMap(Operation::path, identity()));

  private Operations() {}

  public static Set<String> paths() {
    return BY_PATH.keySet();
  }

  public static Optional<Operation> at(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }
}
