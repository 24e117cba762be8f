package io.github.binancepay.tsp.sandbox.internal.provider;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.model.ErrorResponse;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.provider.ProviderResponse.Sent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Merchant ids that trigger a certain response, like the test card numbers of card processors. The
 * other checks apply as usual.
 */
public final class Triggers {
  /** Creates the response. The operation is executed only if the usual response is requested. */
  @FunctionalInterface
  interface Effect {
    ProviderResponse respond(String merchantId, Supplier<Sent> usual, int failStatus);
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
              (id, usual, failStatus) ->
                  Envelope.of(
                      failStatus,
                      new ErrorResponse()
                          .code(ResultCode.INVALID_SIGNATURE.getValue())
                          .msg("Signature for this request is not valid."),
                      "400002 without status")),
          trigger(
              "sandbox-error",
              "a system error: status `ERROR`, `type` and `errorData`",
              (id, usual, failStatus) ->
                  Envelope.of(
                      failStatus,
                      new ErrorResponse()
                          .status("ERROR")
                          .type("SYS")
                          .code("100001001")
                          .errorData("System abnormality"),
                      "100001001 system error")),
          trigger(
              "sandbox-html",
              "the HTML page of the content-delivery network, HTTP 403",
              (id, usual, failStatus) -> ProviderResponse.blocked(Optional.empty())),
          trigger(
              "sandbox-unknown-fields",
              "the usual response, with fields that are not documented",
              (id, usual, failStatus) -> withUnknownFields(usual.get())),
          trigger(
              "sandbox-large-total",
              "the usual response; on a query with a `total` that a double cannot hold, 2^53 + 1",
              (id, usual, failStatus) -> withLargeTotal(usual.get())),
          new Trigger(
              "sandbox-drop",
              "none: the authorization is created, and then the connection is dropped; only on a"
                  + " create",
              true,
              Pattern.compile("sandbox-drop"),
              (id, usual, failStatus) ->
                  new ProviderResponse.Dropped(
                      usual.get().summary() + ", but the connection is dropped")));

  private Triggers() {}

  private static Trigger trigger(String merchantId, String description, Effect effect) {
    return new Trigger(merchantId, description, false, Pattern.compile(merchantId), effect);
  }

  /** {@return the trigger with this merchant id} */
  public static Optional<Trigger> of(String merchantId) {
    return ALL.stream()
        .filter(trigger -> trigger.pattern().matcher(merchantId).matches())
        .findFirst();
  }

  private static Sent fail(int failStatus, String code) {
    return Arrays.stream(ResultCode.values())
        .filter(documented -> documented.getValue().equals(code))
        .findFirst()
        .map(documented -> Envelope.fail(failStatus, documented, ""))
        .orElseGet(() -> Envelope.fail(failStatus, code, "This code is not documented."));
  }

  private static Sent withUnknownFields(Sent usual) {
    JsonObject envelope = JsonParser.parseString(usual.body()).getAsJsonObject();
    envelope.addProperty("addedToTheEnvelope", "later");
    envelope.getAsJsonObject("data").addProperty("addedToTheData", 1);
    return Envelope.of(usual.httpStatus(), envelope, usual.summary() + " with unknown fields");
  }

  private static Sent withLargeTotal(Sent usual) {
    JsonObject envelope = JsonParser.parseString(usual.body()).getAsJsonObject();
    JsonObject data = envelope.getAsJsonObject("data");
    if (data.has("total")) {
      data.addProperty("total", (1L << 53) + 1);
    }
    return Envelope.of(usual.httpStatus(), envelope, usual.summary());
  }
}
