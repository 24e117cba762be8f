package io.github.binancepay.tsp;

/**
 * Something answered, but not as the provider's contract says: an HTML page of the content-delivery
 * network, JSON that is cut off, a success without its required data.
 *
 * <p>Whether an authorization was created is not known. Look it up before you ask again. A page
 * with HTTP 403 comes from a wrong base URL, or because the network in front of the provider blocks
 * the caller's address.
 */
public final class MalformedResponseException extends BinancePayException {
  private static final long serialVersionUID = 1L;

  private final int httpStatus;

  public MalformedResponseException(int httpStatus, String problem, Throwable cause) {
    super("The answer (HTTP " + httpStatus + ") is not one of the provider's: " + problem, cause);
    this.httpStatus = httpStatus;
  }

  /** The HTTP status of the answer. */
  public int httpStatus() {
    return httpStatus;
  }

  /** Never: the request was sent. */
  @Override
  public boolean isRetryable() {
    return false;
  }
}
