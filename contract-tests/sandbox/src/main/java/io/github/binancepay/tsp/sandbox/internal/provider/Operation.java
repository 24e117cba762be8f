package io.github.binancepay.tsp.sandbox.internal.provider;

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
public record Operation(
    String operationId,
    String path,
    List<Check> checks,
    BiFunction<SandboxRequest, Provider, ProviderResponse> response) {
  /** Makes the checks, and responds. */
  public ProviderResponse respond(SandboxRequest request, Provider provider) {
    Optional<Envelope> failure =
        Check.firstFailure(TransportChecks.IN_ORDER, request, provider)
            .or(() -> Check.firstFailure(checks, request, provider));
    return failure.isPresent() ? failure.get() : response.apply(request, provider);
  }
}
