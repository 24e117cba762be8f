package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

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
  /** Makes the checks, and responds. The first failure decides. */
  public ProviderResponse respond(SandboxRequest request, Provider provider) {
    List<Check> all = Stream.of(TransportChecks.IN_ORDER, checks).flatMap(List::stream).toList();
    for (Check check : all) {
      Optional<String> mistake = check.finding().in(request, provider);
      if (mistake.isPresent()) {
        return Envelope.fail(provider.settings().failStatus(), check.code(), mistake.get());
      }
    }
    return response.apply(request, provider);
  }
}
