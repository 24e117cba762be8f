package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.ResultCode;
import java.util.List;
import java.util.Optional;

/**
 * One check that a request has to pass.
 *
 * @param code what a request gets that does not pass
 * @param rejects what does not pass
 * @param policy whether this is the sandbox's own rule, the provider documenting none
 * @param finding what is wrong with a request
 */
public record Check(ResultCode code, String rejects, boolean policy, Finding finding) {
  /** Finds what is wrong. */
  @FunctionalInterface
  public interface Finding {
    /** What is wrong with a request; empty if it passes. */
    Optional<String> in(SandboxRequest request, Provider provider);
  }

  static Check documented(ResultCode code, String rejects, Finding finding) {
    return new Check(code, rejects, false, finding);
  }

  static Check policy(ResultCode code, String rejects, Finding finding) {
    return new Check(code, rejects, true, finding);
  }

  /** The same, where the provider documents the code for another operation only. */
  Check asPolicy() {
    return policy(code, rejects, finding);
  }

  static Optional<String> failIf(boolean wrong, String found) {
    return wrong ? Optional.of(found) : Optional.empty();
  }

  /** The failure of the first check that the request does not pass. */
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
