package io.github.binancepay.tsp;

import org.jspecify.annotations.Nullable;

/**
 * A response came, but it does not match the provider's contract: an HTML page of the
 * content-delivery network, JSON that is cut off, a success without its required data.
 *
 * <p>What became of the request is not known. If it was to create something, find out whether it
 * did before you send it again. A page with HTTP 403 comes from a wrong base URL, or because the
 * network in front of the provider blocks the caller's address.
 */
public final class MalformedResponseException extends BinancePayException {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;
  private final boolean safeToRepeat;

  /**
   * A response that cannot be used.
   *
   * @param httpStatus the HTTP status of the response
   * @param problem what is wrong with the response, without any value of it
   * @param cause what failed while it was read, or null
   * @param safeToRepeat whether the operation only reads
   */
  public MalformedResponseException(
      int httpStatus, String problem, @Nullable Throwable cause, boolean safeToRepeat) {
    super("Unexpected response (HTTP " + httpStatus + "), " + problem, cause);
    this.httpStatus = httpStatus;
    this.safeToRepeat = safeToRepeat;
  }

  /** {@return the HTTP status of the response} */
  public int httpStatus() {
    return httpStatus;
  }

  /** True only for an operation that only reads: the request was sent. */
  @Override
  public boolean isRetryable() {
    return safeToRepeat;
  }
}
