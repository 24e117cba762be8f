package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.ResultCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Merchant ids that trigger a certain response, like the test card numbers of card processors. All
 * other parts of the request must be right.
 */
public final class Triggers {
  /** Creates the response. The operation is executed only if the usual response is requested. */
  @FunctionalInterface
  interface Effect {
    ProviderResponse respond(String merchantId, Supplier<Envelope> usual, int failStatus);
  }

  /**
   * Trigger.
   *
   * @param merchantId as the documentation shows it
   * @param description the response
   * @param onlyOnCreate whether queries treat it as an ordinary merchant
   */
  public record Trigger(
      String merchantId,
      String description,
      boolean onlyOnCreate,
      Pattern pattern,
      Effect effect) {}

  private static final String PREFIX = "sandbox-";

  public static final List<Trigger> ALL =
      List.of(
          new Trigger(
              "sandbox-CODE",
              "a failure with that code, documented or not, as in `sandbox-400000`",
              false,
              Pattern.compile(PREFIX + "(?!000000)[0-9]{6,9}"),
              (id, usual, failStatus) -> fail(failStatus, id.substring(PREFIX.length()))),
          trigger(
              "sandbox-fail-with-200",
              "a failure with HTTP 200",
              (id, usual, failStatus) -> Envelope.fail(200, ResultCode.UNKNOWN_ERROR, "")),
          trigger(
              "sandbox-msg",
              "a failure without `status`, with `msg` instead of `errorMessage`",
              (id, usual, failStatus) -> Envelope.failWithoutStatus(failStatus)),
          trigger(
              "sandbox-error",
              "a system error: status `ERROR`, `type` and `errorData`",
              (id, usual, failStatus) -> Envelope.systemError(failStatus)),
          trigger(
              "sandbox-html",
              "the HTML page of the content-delivery network, HTTP 403",
              (id, usual, failStatus) -> new ProviderResponse.Blocked(Optional.empty())),
          trigger(
              "sandbox-unknown-fields",
              "the usual response, with fields that are not documented",
              (id, usual, failStatus) -> usual.get().withUnknownFields()),
          trigger(
              "sandbox-large-total",
              "the usual response; on a query with a `total` that a double cannot hold, 2^53 + 1",
              (id, usual, failStatus) -> usual.get().withLargeTotal()),
          new Trigger(
              "sandbox-drop",
              "none: the authorization is created, and then the connection is dropped; only on a"
                  + " create",
              true,
              Pattern.compile("sandbox-drop"),
              (id, usual, failStatus) -> new ProviderResponse.Dropped(usual.get())));

  private Triggers() {}

  private static Trigger trigger(String merchantId, String description, Effect effect) {
    return new Trigger(merchantId, description, false, Pattern.compile(merchantId), effect);
  }

  /** {@return the trigger with this merchant id} */
  public static Optional<Trigger> of(String merchantId) {
    if (!merchantId.startsWith(PREFIX)) {
      return Optional.empty();
    }
    return ALL.stream()
        .filter(trigger -> trigger.pattern().matcher(merchantId).matches())
        .findFirst();
  }

  private static Envelope fail(int failStatus, String code) {
    return Arrays.stream(ResultCode.values())
        .filter(documented -> documented.getValue().equals(code))
        .findFirst()
        .map(documented -> Envelope.fail(failStatus, documented, ""))
        .orElseGet(() -> Envelope.fail(failStatus, code, "This code is not documented."));
  }
}
