package io.github.binancepay.tsp.contract.pact;

import au.com.dius.pact.provider.VerificationFailureType;
import au.com.dius.pact.provider.junit5.PactVerificationContext;
import java.util.List;
import java.util.stream.Collectors;

/** Verifies one interaction with a failure message that names the interaction and each mismatch. */
final class Verification {
  private Verification() {}

  static void verify(PactVerificationContext context) {
    try {
      context.verifyInteraction();
    } catch (AssertionError e) {
      String failures =
          context.getTestExecutionResult().stream()
              .flatMap(failure -> failure.getFailures().values().stream())
              .flatMap(List::stream)
              .map(Verification::describe)
              .collect(Collectors.joining("; "));
      throw new AssertionError(context.getInteraction().getDescription() + ": " + failures, e);
    }
  }

  // Pact's own description omits the message of an exception.
  private static String describe(VerificationFailureType failure) {
    return failure.getException() == null
        ? failure.description()
        : failure.description() + ": " + rootCause(failure.getException());
  }

  private static Throwable rootCause(Throwable thrown) {
    return thrown.getCause() == null ? thrown : rootCause(thrown.getCause());
  }
}
