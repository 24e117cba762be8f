package io.github.binancepay.tsp.sandbox.internal.provider;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.model.ErrorResponse;
import io.github.binancepay.tsp.model.ResultCode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * JSON envelope of the provider. The models are generated from the OpenAPI document.
 *
 * @param body the JSON text
 */
public record Envelope(int httpStatus, String body, String summary, Optional<String> diagnosis)
    implements ProviderResponse.Sent {
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  // The length that the reference page allows for errorMessage.
  private static final int MAX_ERROR_MESSAGE = 256;

  @Override
  public String contentType() {
    return "application/json;charset=utf-8";
  }

  /** Creates a success from a generated model. */
  static Envelope success(Object model) {
    return of(200, model, "000000 SUCCESS");
  }

  /** {@return this envelope with fields that the document lacks} */
  Envelope withUnknownFields() {
    JsonObject envelope = GSON.fromJson(body, JsonObject.class);
    envelope.addProperty("addedToTheEnvelope", "later");
    envelope.getAsJsonObject("data").addProperty("addedToTheData", 1);
    return of(httpStatus, envelope, summary + " with unknown fields");
  }

  /** {@return this envelope with a total that a double cannot hold, if it has a total} */
  Envelope withLargeTotal() {
    JsonObject envelope = GSON.fromJson(body, JsonObject.class);
    JsonObject data = envelope.getAsJsonObject("data");
    if (data.has("total")) {
      data.addProperty("total", (1L << 53) + 1);
    }
    return of(httpStatus, envelope, summary);
  }

  /**
   * Creates a failure in the provider's shape.
   *
   * @param found diagnosis for the developer; may be empty. The header and the log have all of it,
   *     the message as much as fits.
   */
  public static Envelope fail(int httpStatus, ResultCode code, String found) {
    if (found.isEmpty()) {
      return fail(httpStatus, code.getValue(), code.getReason());
    }
    String hint = NOT_PRINTABLE.matcher(found).replaceAll("?");
    String start = code.getReason() + " (sandbox: ";
    Envelope brief =
        fail(
            httpStatus,
            code.getValue(),
            start + shortened(hint, MAX_ERROR_MESSAGE - start.length() - 1) + ")");
    String summary = code.getValue() + " " + start + hint + ")";
    return new Envelope(httpStatus, brief.body, summary, Optional.of(hint));
  }

  /** Cuts a text after a whole word, and names the header that has the rest. */
  private static String shortened(String hint, int length) {
    String more = " ... see " + ProviderResponse.DIAGNOSIS_HEADER;
    int room = length - more.length();
    int wordEnd = hint.lastIndexOf(' ', room);
    return hint.length() <= length ? hint : hint.substring(0, wordEnd < 0 ? room : wordEnd) + more;
  }

  public static Envelope fail(int httpStatus, String code, String errorMessage) {
    String message = errorMessage.substring(0, Math.min(errorMessage.length(), MAX_ERROR_MESSAGE));
    ErrorResponse failure = new ErrorResponse().status("FAIL").code(code).errorMessage(message);
    return of(httpStatus, failure, code + " " + message);
  }

  /** Creates the shape with {@code msg} and without {@code status} of the provider's FAQ page. */
  static Envelope failWithoutStatus(int httpStatus) {
    ErrorResponse failure =
        new ErrorResponse()
            .code(ResultCode.INVALID_SIGNATURE.getValue())
            .msg("Signature for this request is not valid.");
    return of(httpStatus, failure, failure.getCode() + " without status");
  }

  /** Creates the shape of a system error of the provider's FAQ page. */
  static Envelope systemError(int httpStatus) {
    ErrorResponse failure =
        new ErrorResponse()
            .status("ERROR")
            .type("SYS")
            .code("100001001")
            .errorData("System abnormality");
    return of(httpStatus, failure, "100001001 system error");
  }

  private static Envelope of(int httpStatus, Object model, String summary) {
    return new Envelope(httpStatus, GSON.toJson(model), summary, Optional.empty());
  }
}
