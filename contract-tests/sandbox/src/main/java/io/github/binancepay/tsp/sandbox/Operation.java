package io.github.binancepay.tsp.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * An operation of the document, as the sandbox knows it.
 *
 * @param operationId the document's name for it
 * @param path the document's path of it; the method is POST
 * @param checks the checks of its body, in the order in which they are made
 * @param response what it sends when every check has been passed
 */
record Operation(
    String operationId,
    String path,
    List<Check> checks,
    BiFunction<SandboxRequest, SandboxState, SandboxResponse> response) {
  SandboxResponse respond(SandboxRequest request, SandboxState state) {
    Optional<SandboxResponse> failure =
        Check.firstFailure(TransportChecks.IN_ORDER, request, state)
            .or(() -> Check.firstFailure(checks, request, state));
    return failure.orElseGet(() -> response.apply(request, state));
  }
}
