package io.github.binancepay.tsp.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Outcomes of a call. Each regenerated client has a scenario for every one that applies. */
public enum Behaviour {
  SUCCESS(Of.EVERY_OPERATION),
  WRONG_SECRET_KEY(Of.EVERY_OPERATION),
  UNKNOWN_MERCHANT(Of.OPERATIONS_THAT_NEED_A_MERCHANT, "no-such-merchant"),

  SECOND_PAGE(Of.OPERATIONS_WITH_PAGES),
  EMPTY_PAGE(Of.OPERATIONS_WITH_PAGES),

  /** The connection breaks after the request was executed. */
  UNKNOWN_OUTCOME(Of.OPERATIONS_THAT_NEED_A_MERCHANT, "sandbox-drop"),

  // Responses that are not on the reference page.
  UNDOCUMENTED_CODE(Of.OPERATIONS_FOR_A_MERCHANT, "sandbox-499999"),
  FAILURE_WITH_HTTP_200(Of.OPERATIONS_FOR_A_MERCHANT, "sandbox-fail-with-200"),
  FAILURE_WITHOUT_STATUS(Of.OPERATIONS_FOR_A_MERCHANT, "sandbox-msg"),
  SYSTEM_ERROR(Of.OPERATIONS_FOR_A_MERCHANT, "sandbox-error"),
  HTML_PAGE(Of.OPERATIONS_FOR_A_MERCHANT, "sandbox-html"),

  NON_ASCII_TEXT(Of.OPERATIONS_FOR_A_MERCHANT, "商户-é-😀"),
  UNKNOWN_FIELDS(Of.OPERATIONS_FOR_A_MERCHANT, "sandbox-unknown-fields");

  /** Operations that can show a behaviour. */
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

  private final Of of;
  private final String merchantId;

  Behaviour(Of of) {
    this(of, null);
  }

  Behaviour(Of of, String merchantId) {
    this.of = of;
    this.merchantId = merchantId;
  }

  /** Returns the behaviours that apply to an operation. */
  public static List<Behaviour> of(Operation operation) {
    return Arrays.stream(values()).filter(behaviour -> behaviour.of.has(operation)).toList();
  }

  /** Returns the merchant id that triggers the behaviour at the sandbox, if one does. */
  public Optional<String> merchantId() {
    return Optional.ofNullable(merchantId);
  }

  /** Returns the name in {@code scenarios.json}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
