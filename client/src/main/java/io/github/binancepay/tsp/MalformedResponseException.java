package io.github.binancepay.tsp;

import org.jspecify.annotations.Nullable;

/**
 * The response does not match the provider's contract: an HTML page of the content-delivery
 * network, truncated JSON, a success without its required data.
 *
 * <p>The outcome of the request is unknown. Before you retry a create, find out whether it took
 * effect. A page with HTTP 403 is caused by a wrong base URL, or by a network in front of the
 * provider that blocks your address.
 */
public final class MalformedResponseException extends BinancePayException {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;
  private final boolean safeToRepeat;

  /**
   * Describes a response.
   *
   * @param httpStatus the HTTP status of the response
   * @param problem the problem of the response, without any value of it
   * @param cause the failure while it was read, or null
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

  /** Returns true if the operation only reads, because the request was sent. */
  @Override
  public boolean isRetryable() {
    return safeToRepeat;
  }
}
