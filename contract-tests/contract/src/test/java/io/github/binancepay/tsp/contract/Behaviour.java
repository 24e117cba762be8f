package io.github.binancepay.tsp.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What can become of a call. This is what the contract has to cover: each operation has an
 * interaction, and each regenerated client a scenario, for every behaviour that is due there.
 */
public enum Behaviour {
  SUCCESS(Of.EVERY_OPERATION, In.PACT, In.SCENARIOS),

  // Failures that any provider owes to a request.
  WRONG_SECRET_KEY(Of.EVERY_OPERATION, In.PACT, In.SCENARIOS),
  STALE_TIMESTAMP(Of.EVERY_OPERATION, In.PACT),
  UNKNOWN_API_KEY(Of.EVERY_OPERATION, In.PACT),
  MALFORMED_API_KEY(Of.EVERY_OPERATION, In.PACT),
  UNKNOWN_MERCHANT(Of.OPERATIONS_THAT_NEED_A_MERCHANT, In.PACT, In.SCENARIOS),

  // What pages hold.
  SECOND_PAGE(Of.OPERATIONS_WITH_PAGES, In.PACT, In.SCENARIOS),
  EMPTY_PAGE(Of.OPERATIONS_WITH_PAGES, In.PACT, In.SCENARIOS),

  // The connection breaks when the request has been executed. Pact cannot say that.
  UNKNOWN_OUTCOME(Of.OPERATIONS_THAT_NEED_A_MERCHANT, In.SCENARIOS),

  // Responses that are not on the reference page. The merchant ids of the sandbox trigger them.
  UNDOCUMENTED_CODE(Of.OPERATIONS_FOR_A_MERCHANT, In.PACT, In.SCENARIOS),
  FAILURE_WITH_HTTP_200(Of.OPERATIONS_FOR_A_MERCHANT, In.PACT, In.SCENARIOS),
  FAILURE_WITHOUT_STATUS(Of.OPERATIONS_FOR_A_MERCHANT, In.PACT, In.SCENARIOS),
  SYSTEM_ERROR(Of.OPERATIONS_FOR_A_MERCHANT, In.PACT, In.SCENARIOS),
  HTML_PAGE(Of.OPERATIONS_FOR_A_MERCHANT, In.PACT, In.SCENARIOS),

  // What generators differ in. The provider's side is the same as for SUCCESS.
  NON_ASCII_TEXT(Of.OPERATIONS_FOR_A_MERCHANT, In.SCENARIOS),
  UNKNOWN_FIELDS(Of.OPERATIONS_FOR_A_MERCHANT, In.SCENARIOS);

  /** Which operations can show a behaviour. */
  private enum Of {
    EVERY_OPERATION,
    OPERATIONS_FOR_A_MERCHANT,
    OPERATIONS_THAT_NEED_A_MERCHANT,
    OPERATIONS_WITH_PAGES;

    boolean has(Operation operation) {
      return switch (this) {
        case EVERY_OPERATION -> true;
        case OPERATIONS_FOR_A_MERCHANT -> operation.isForAMerchant();
        case OPERATIONS_THAT_NEED_A_MERCHANT -> operation.isForAMerchant() && !operation.hasPages();
        case OPERATIONS_WITH_PAGES -> operation.hasPages();
      };
    }
  }

  /** Where a behaviour has to be covered. */
  public enum In {
    PACT,
    SCENARIOS
  }

  private final Of of;
  private final boolean inPact;
  private final boolean inScenarios;

  Behaviour(Of of, In... in) {
    this.of = of;
    this.inPact = List.of(in).contains(In.PACT);
    this.inScenarios = List.of(in).contains(In.SCENARIOS);
  }

  /** The behaviours that the operation has to be covered for. */
  public static List<Behaviour> due(In place, Operation operation) {
    return Arrays.stream(values())
        .filter(behaviour -> place == In.PACT ? behaviour.inPact : behaviour.inScenarios)
        .filter(behaviour -> behaviour.of.has(operation))
        .toList();
  }

  /** The name in {@code scenarios.json}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
