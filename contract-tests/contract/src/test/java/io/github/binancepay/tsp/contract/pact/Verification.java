package io.github.binancepay.tsp.contract.pact;

import au.com.dius.pact.provider.VerificationFailureType;
import au.com.dius.pact.provider.VerificationResult;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import java.util.List;
import java.util.stream.Collectors;

/** The verification of one interaction, which says what is wrong. */
final class Verification {
  private Verification() {}

  static void verify(PactVerificationContext context) {
    try {
      context.verifyInteraction();
    } catch (AssertionError e) {
      throw new AssertionError(describe(context.getTestExecutionResult()), e);
    }
  }

  private static String describe(List<VerificationResult.Failed> failures) {
    return failures.stream()
        .flatMap(failure -> failure.getFailures().values().stream())
        .flatMap(List::stream)
        .map(Verification::describe)
        .collect(Collectors.joining("; "));
  }

  // Its own description does not say why a method failed.
  private static String describe(VerificationFailureType failure) {
    return failure.getException() == null
        ? failure.description()
        : failure.description() + ": " + rootCause(failure.getException());
  }

  private static Throwable rootCause(Throwable thrown) {
    return thrown.getCause() == null ? thrown : rootCause(thrown.getCause());
  }
}
