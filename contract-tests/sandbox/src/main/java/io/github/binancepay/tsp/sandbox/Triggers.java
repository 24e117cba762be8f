package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.model.ResultCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Merchant ids that make the sandbox give a certain response, the way that card processors have
 * test card numbers. The request must be right in all else.
 */
final class Triggers {
  /** Makes the response of a trigger. */
  @FunctionalInterface
  interface Effect {
    /**
     * Makes the response.
     *
     * @param merchantId the trigger's pattern, matched
     * @param usual the response without the trigger
     * @param failStatus the HTTP status of failures
     */
    SandboxResponse respond(Matcher merchantId, SandboxResponse usual, int failStatus);
  }

  /**
   * One trigger.
   *
   * @param merchantId as people write it
   * @param description its response
   */
  record Trigger(String merchantId, String description, Pattern pattern, Effect effect) {}

  static final List<Trigger> ALL =
      List.of(
          trigger(
              "sandbox-CODE",
              "sandbox-(?!000000)([0-9]{6,9})",
              "a failure with that code, documented or not, as in `sandbox-400000`",
              (id, usual, failStatus) -> fail(failStatus, id.group(1))),
          trigger(
              "sandbox-fail-with-200",
              "sandbox-fail-with-200",
              "a failure with HTTP 200",
              (id, usual, failStatus) -> SandboxResponse.fail(200, ResultCode.UNKNOWN_ERROR, "")),
          trigger(
              "sandbox-msg",
              "sandbox-msg",
              "a failure without `status`, with `msg` instead of `errorMessage`",
              (id, usual, failStatus) -> SandboxResponse.failWithoutStatus(failStatus)),
          trigger(
              "sandbox-error",
              "sandbox-error",
              "a system error: status `ERROR`, `type` and `errorData`",
              (id, usual, failStatus) -> SandboxResponse.systemError(failStatus)),
          trigger(
              "sandbox-html",
              "sandbox-html",
              "the HTML page of the content-delivery network, HTTP 403",
              (id, usual, failStatus) -> SandboxResponse.blocked()),
          trigger(
              "sandbox-unknown-fields",
              "sandbox-unknown-fields",
              "an authorization, with fields that are not documented",
              (id, usual, failStatus) -> usual.withUnknownFields()));

  private Triggers() {}

  static boolean isTrigger(String merchantId) {
    return ALL.stream().anyMatch(trigger -> trigger.pattern().matcher(merchantId).matches());
  }

  /** The triggered response; empty if the merchant id triggers none. */
  static Optional<SandboxResponse> response(
      String merchantId, SandboxResponse usual, int failStatus) {
    for (Trigger trigger : ALL) {
      Matcher id = trigger.pattern().matcher(merchantId);
      if (id.matches()) {
        return Optional.of(trigger.effect().respond(id, usual, failStatus));
      }
    }
    return Optional.empty();
  }

  private static Trigger trigger(
      String merchantId, String pattern, String description, Effect effect) {
    return new Trigger(merchantId, description, Pattern.compile(pattern), effect);
  }

  private static SandboxResponse fail(int failStatus, String code) {
    return Arrays.stream(ResultCode.values())
        .filter(documented -> documented.getValue().equals(code))
        .findFirst()
        .map(documented -> SandboxResponse.fail(failStatus, documented, ""))
        .orElseGet(() -> SandboxResponse.fail(failStatus, code, "This code is not documented."));
  }
}
