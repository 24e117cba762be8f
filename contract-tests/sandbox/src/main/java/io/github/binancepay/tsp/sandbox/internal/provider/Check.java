package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.ResultCode;
import java.util.List;
import java.util.Optional;

/**
 * Check of a request.
 *
 * @param code the code of a rejection
 * @param rejects description of the rejected requests
 * @param policy whether this is the sandbox's own rule, because the provider documents none
 * @param finding finds the mistake in a request
 */
public record Check(ResultCode code, String rejects, boolean policy, Finding finding) {
  /** Finds a mistake. */
  @FunctionalInterface
  public interface Finding {
    /** Finds the mistake in a request; empty if it passes. */
    Optional<String> in(SandboxRequest request, Provider provider);
  }

  static Check documented(ResultCode code, String rejects, Finding finding) {
    return new Check(code, rejects, false, finding);
  }

  static Check policy(ResultCode code, String rejects, Finding finding) {
    return new Check(code, rejects, true, finding);
  }

  /** This check, for an operation for which the provider does not document the code. */
  Check asPolicy() {
    return policy(code, rejects, finding);
  }

  static Optional<String> failIf(boolean wrong, String found) {
    return wrong ? Optional.of(found) : Optional.empty();
  }

  /** The failure of the first check that rejects the request. */
  static Optional<Envelope> firstFailure(
      List<Check> checks, SandboxRequest request, Provider provider) {
    for (Check check : checks) {
      Optional<String> found = check.finding().in(request, provider);
      if (found.isPresent()) {
        return Optional.of(
            Envelope.fail(provider.settings().failStatus(), check.code(), found.get()));
      }
    }
    return Optional.empty();
  }
}
