package io.github.binancepay.tsp;

import io.github.binancepay.tsp.internal.schema.LogText;
import io.github.binancepay.tsp.model.ResultCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The provider rejected the request.
 *
 * <p>The documented codes that reject a request before it is executed prove that nothing was
 * created or changed: {@code 400001} to {@code 400008} (format, signature, timestamp, key, method,
 * media type, body), {@code 400100} to {@code 400104} (parameters) and {@code 406210} (merchant).
 * For {@code 400000} and for undocumented codes the outcome is unknown.
 *
 * <p>The action to take depends on {@link #resultCode()}. The message contains the provider's own
 * words and the documented solution, for example {@code 400003 INVALID_TIMESTAMP (HTTP 400):
 * Timestamp for this request is outside of the recvWindow. Solution: Sync server clock}.
 *
 * @see <a
 *     href="https://developers.binance.com/docs/binance-pay/api-technical-service-provider-create-record">the
 *     provider's reference page</a>, which lists the result codes
 */
public final class ApiException extends BinancePayException {
  private static final long serialVersionUID = 1L;

  // Rejected before execution, and again until the request or the account changes.
  private static final Set<ResultCode> REJECTED =
      EnumSet.of(
          ResultCode.INVALID_REQUEST,
          ResultCode.INVALID_SIGNATURE,
          ResultCode.INVALID_API_KEY_OR_IP,
          ResultCode.BAD_API_KEY_FMT,
          ResultCode.BAD_HTTP_METHOD,
          ResultCode.MEDIA_TYPE_NOT_SUPPORTED,
          ResultCode.INVALID_REQUEST_BODY,
          ResultCode.MANDATORY_PARAM_EMPTY_OR_MALFORMED,
          ResultCode.INVALID_PARAM_WRONG_LENGTH,
          ResultCode.INVALID_PARAM_WRONG_VALUE,
          ResultCode.INVALID_PARAM_ILLEGAL_CHAR,
          ResultCode.INVALID_REQUEST_TOO_LARGE,
          ResultCode.INVALID_MERCHANT_ID);
  // Rejected before execution, but perhaps not with a new timestamp.
  private static final Set<ResultCode> REJECTED_FOR_NOW = EnumSet.of(ResultCode.INVALID_TIMESTAMP);

  private final int httpStatus;
  private final String code;
  private final @Nullable String providerMessage;
  private final @Nullable Duration clockSkew;
  private final boolean safeToRepeat;

  /**
   * Describes a rejection.
   *
   * @param httpStatus the HTTP status of the response
   * @param code the result code as sent
   * @param providerMessage the provider's reason, or null if it gave none
   * @param clockSkew provider's clock minus this host's, or null if the response has no date
   * @param safeToRepeat whether the operation only reads
   */
  public ApiException(
      int httpStatus,
      String code,
      @Nullable String providerMessage,
      @Nullable Duration clockSkew,
      boolean safeToRepeat) {
    super(describe(httpStatus, code, providerMessage), null);
    this.httpStatus = httpStatus;
    this.code = code;
    this.providerMessage = providerMessage;
    this.clockSkew = clockSkew;
    this.safeToRepeat = safeToRepeat;
  }

  /**
   * The HTTP status of the response. The provider documents none for any result code, so rely on
   * {@link #code()}.
   *
   * @return the HTTP status
   */
  public int httpStatus() {
    return httpStatus;
  }

  /** {@return the result code as sent, such as {@code 400003}, which may be undocumented} */
  public String code() {
    return code;
  }

  /**
   * {@return the documented result code, with its reason and solution; empty if the provider sent
   * another one}
   */
  public Optional<ResultCode> resultCode() {
    return find(code);
  }

  /**
   * {@return the provider's reason as sent, the first of {@code errorMessage}, {@code msg} and
   * {@code errorData}; empty if it gave none}
   */
  public Optional<String> providerMessage() {
    return Optional.ofNullable(providerMessage);
  }

  /**
   * Returns the time of the provider's clock minus that of this host, estimated from the date of
   * the response to about half a second.
   *
   * @return the difference; empty unless the result code is {@code 400003} and the response has a
   *     date
   */
  public Optional<Duration> clockSkew() {
    return resultCode()
        .filter(known -> known == ResultCode.INVALID_TIMESTAMP)
        .map(known -> clockSkew);
  }

  /**
   * Returns true for {@code 400003}: the request was rejected before it was executed, and a retry
   * has a new timestamp. For an operation that only reads, also true for {@code 400000} and for
   * undocumented codes. Otherwise false: the provider would reject the request again, or its
   * outcome is unknown.
   */
  @Override
  public boolean isRetryable() {
    if (resultCode().filter(REJECTED_FOR_NOW::contains).isPresent()) {
      return true;
    }
    return safeToRepeat && resultCode().filter(REJECTED::contains).isEmpty();
  }

  private static Optional<ResultCode> find(String code) {
    return Arrays.stream(ResultCode.values())
        .filter(known -> known.getValue().equals(code))
        .findFirst();
  }

  private static String describe(int httpStatus, String code, @Nullable String providerMessage) {
    Optional<ResultCode> known = find(code);
    String name = known.map(documented -> " " + documented.name()).orElse("");
    String reason =
        providerMessage != null
            ? LogText.of(providerMessage)
            : known
                // The code of success explains no failure.
                .filter(documented -> documented != ResultCode.SUCCESS)
                .map(ResultCode::getReason)
                .orElse("the provider gave no reason");
    String solution = known.map(ResultCode::getSolution).filter(text -> !text.isEmpty()).orElse("");
    String message = LogText.of(code) + name + " (HTTP " + httpStatus + "): " + reason;
    if (solution.isEmpty()) {
      return message;
    }
    return message + (message.endsWith(".") ? "" : ".") + " Solution: " + solution;
  }
}
