package io.github.binancepay.tsp;

import io.github.binancepay.tsp.internal.envelope.LogText;
import io.github.binancepay.tsp.model.ResultCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The provider answered, and not with success. No authorization was created.
 *
 * <p>What to do depends on {@link #resultCode()}; the message holds the provider's own words and
 * the documented solution, for example {@code 400003 INVALID_TIMESTAMP (HTTP 400): Timestamp for
 * this request is outside of the recvWindow. Solution: Sync server clock}.
 *
 * @see <a
 *     href="https://developers.binance.com/docs/binance-pay/api-technical-service-provider-create-record">the
 *     provider's reference page</a>, which lists the result codes
 */
public final class ApiException extends BinancePayException {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;
  private final String code;
  private final String providerMessage;
  private final Duration clockSkew;

  /**
   * @param providerMessage what the provider said, or null if it said nothing
   * @param clockSkew provider's clock minus this host's, or null if the answer has no date
   */
  public ApiException(int httpStatus, String code, String providerMessage, Duration clockSkew) {
    super(describe(httpStatus, code, providerMessage), null);
    this.httpStatus = httpStatus;
    this.code = code;
    this.providerMessage = providerMessage;
    this.clockSkew = clockSkew;
  }

  /**
   * The HTTP status of the answer. The provider documents none for any result code, so rely on
   * {@link #code()}.
   */
  public int httpStatus() {
    return httpStatus;
  }

  /** The result code as sent, such as {@code 400003}; perhaps one that is not documented. */
  public String code() {
    return code;
  }

  /**
   * The documented result code, with its reason and solution; empty if the provider sent another
   * one.
   */
  public Optional<ResultCode> resultCode() {
    return find(code);
  }

  /**
   * What the provider said, as sent: its {@code errorMessage}, else {@code msg}, else {@code
   * errorData}.
   */
  public Optional<String> providerMessage() {
    return Optional.ofNullable(providerMessage);
  }

  /**
   * How far the provider's clock is ahead of this host's, estimated from the date of the answer to
   * about half a second; negative if it is behind. Empty unless the result code is {@code 400003},
   * and if the answer has no date.
   */
  public Optional<Duration> clockSkew() {
    return resultCode()
        .filter(known -> known == ResultCode.INVALID_TIMESTAMP)
        .map(known -> clockSkew);
  }

  @Override
  public boolean isRetryable() {
    return resultCode().filter(known -> known == ResultCode.UNKNOWN_ERROR).isPresent();
  }

  private static Optional<ResultCode> find(String code) {
    return Arrays.stream(ResultCode.values())
        .filter(known -> known.getValue().equals(code))
        .findFirst();
  }

  private static String describe(int httpStatus, String code, String providerMessage) {
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
