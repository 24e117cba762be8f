package io.github.binancepay.tsp;

import org.jspecify.annotations.Nullable;

/**
 * Failure of a call. One of three kinds:
 *
 * <ul>
 *   <li>{@link ApiException}: the provider rejected the request;
 *   <li>{@link MalformedResponseException}: the response does not match the provider's contract;
 *   <li>{@link TransportException}: there was no usable response.
 * </ul>
 *
 * <p>No message contains a key, a signature or an authorization token.
 */
public abstract class BinancePayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BinancePayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns whether you may retry the same request a little later: it has certainly not taken
   * effect and may succeed then, or the operation only reads. Otherwise it may have taken effect,
   * or the provider would reject it again until something is fixed.
   *
   * @return whether a retry is safe and useful
   */
  public abstract boolean isRetryable();
}
