package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.ResultCode;
import java.util.Optional;
import java.util.function.Supplier;

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

  /** {@return the mistake, unless the request passes} */
  static Optional<String> unless(boolean passes, Supplier<String> mistake) {
    return passes ? Optional.empty() : Optional.of(mistake.get());
  }
}
