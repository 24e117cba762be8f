package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Merchant ids that make the sandbox give a certain answer, the way that card processors have test
 * card numbers. The request must be right in all else.
 */
final class Triggers {
  /** Makes the answer of a trigger. */
  @FunctionalInterface
  interface Effect {
    /**
     * Makes the answer.
     *
     * @param merchantId the trigger's pattern, matched
     * @param authorization what would be answered without the trigger
     * @param failStatus the HTTP status of failures
     */
    Answer answer(Matcher merchantId, Authorization authorization, int failStatus);
  }

  /**
   * One trigger.
   *
   * @param merchantId as people write it
   * @param description what the sandbox answers
   */
  record Trigger(String merchantId, String description, Pattern pattern, Effect effect) {}

  static final List<Trigger> ALL =
      List.of(
          trigger(
              "sandbox-CODE",
              "sandbox-(?!000000)([0-9]{6,9})",
              "a failure with that code, documented or not, as in `sandbox-400000`",
              (id, authorization, failStatus) -> fail(failStatus, id.group(1))),
          trigger(
              "sandbox-fail-with-200",
              "sandbox-fail-with-200",
              "a failure with HTTP 200",
              (id, authorization, failStatus) -> Answer.fail(200, ResultCode.UNKNOWN_ERROR, "")),
          trigger(
              "sandbox-msg",
              "sandbox-msg",
              "a failure without `status`, with `msg` instead of `errorMessage`",
              (id, authorization, failStatus) -> Answer.failWithoutStatus(failStatus)),
          trigger(
              "sandbox-error",
              "sandbox-error",
              "a system error: status `ERROR`, `type` and `errorData`",
              (id, authorization, failStatus) -> Answer.systemError(failStatus)),
          trigger(
              "sandbox-html",
              "sandbox-html",
              "the HTML page of the content-delivery network, HTTP 403",
              (id, authorization, failStatus) -> Answer.blocked()),
          trigger(
              "sandbox-unknown-fields",
              "sandbox-unknown-fields",
              "an authorization, with fields that are not documented",
              (id, authorization, failStatus) -> Answer.createdWithUnknownFields(authorization)));

  private Triggers() {}

  static boolean isTrigger(String merchantId) {
    return ALL.stream().anyMatch(trigger -> trigger.pattern().matcher(merchantId).matches());
  }

  /** The triggered answer; empty if the merchant id triggers none. */
  static Optional<Answer> answer(Authorization authorization, int failStatus) {
    for (Trigger trigger : ALL) {
      Matcher merchantId = trigger.pattern().matcher(authorization.getMerchantId());
      if (merchantId.matches()) {
        return Optional.of(trigger.effect().answer(merchantId, authorization, failStatus));
      }
    }
    return Optional.empty();
  }

  private static Trigger trigger(
      String merchantId, String pattern, String description, Effect effect) {
    return new Trigger(merchantId, description, Pattern.compile(pattern), effect);
  }

  private static Answer fail(int failStatus, String code) {
    return Arrays.stream(ResultCode.values())
        .filter(documented -> documented.getValue().equals(code))
        .findFirst()
        .map(documented -> Answer.fail(failStatus, documented, ""))
        .orElseGet(() -> Answer.fail(failStatus, code, "This code is not documented."));
  }
}
