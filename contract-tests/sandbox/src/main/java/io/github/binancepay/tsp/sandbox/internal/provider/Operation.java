package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Operation of the document.
 *
 * @param operationId its id in the document
 * @param path its path in the document; the method is POST
 * @param checks the checks of its body, in order
 * @param response creates the response when all checks have passed
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
