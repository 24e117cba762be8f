package io.github.binancepay.tsp.sandbox.internal.provider;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.binancepay.tsp.model.ErrorResponse;
import io.github.binancepay.tsp.model.ResultCode;
import io.github.binancepay.tsp.sandbox.internal.provider.ProviderResponse.Sent;
import java.util.Optional;
import java.util.regex.Pattern;

/** Creates responses with the JSON envelope of the provider. */
public final class Envelope {
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  // The length that the reference page allows for errorMessage.
  private static final int MAX_ERROR_MESSAGE = 256;

  private record Success(String status, String code, Object data) {}

  private Envelope() {}

  /** Creates a success whose data is a generated model. */
  static Sent success(Object data) {
    return of(200, new Success("SUCCESS", ResultCode.SUCCESS.getValue(), data), "000000 SUCCESS");
  }

  /**
   * Creates a failure in the provider's shape.
   *
   * @param found diagnosis for the developer; may be empty. The header and the log have all of it,
   *     the message as much as fits.
   */
  public static Sent fail(int httpStatus, ResultCode code, String found) {
    if (found.isEmpty()) {
      return fail(httpStatus, code.getValue(), code.getReason());
    }
    String hint = NOT_PRINTABLE.matcher(found).replaceAll("?");
    String start = code.getReason() + " (sandbox: ";
    String message = start + shortened(hint, MAX_ERROR_MESSAGE - start.length() - 1) + ")";
    Sent brief = fail(httpStatus, code.getValue(), message);
    String summary = code.getValue() + " " + start + hint + ")";
    return new Sent(httpStatus, brief.contentType(), brief.body(), summary, Optional.of(hint));
  }

  /** Cuts a text after a whole word, and names the header that has the rest. */
  private static String shortened(String hint, int length) {
    String more = " ... see " + ProviderResponse.DIAGNOSIS_HEADER;
    int room = length - more.length();
    int wordEnd = hint.lastIndexOf(' ', room);
    return hint.length() <= length ? hint : hint.substring(0, wordEnd < 0 ? room : wordEnd) + more;
  }

  public static Sent fail(int httpStatus, String code, String errorMessage) {
    String message = errorMessage.substring(0, Math.min(errorMessage.length(), MAX_ERROR_MESSAGE));
    ErrorResponse failure = new ErrorResponse().status("FAIL").code(code).errorMessage(message);
    return of(httpStatus, failure, code + " " + message);
  }

  static Sent of(int httpStatus, Object envelope, String summary) {
    return new Sent(
        httpStatus,
        "application/json;charset=utf-8",
        GSON.toJson(envelope),
        summary,
        Optional.empty());
  }
}
