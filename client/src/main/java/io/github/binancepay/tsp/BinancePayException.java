package io.github.binancepay.tsp;

import org.jspecify.annotations.Nullable;

/**
 * A call did not succeed. One of three kinds:
 *
 * <ul>
 *   <li>{@link ApiException}: the provider rejected the request;
 *   <li>{@link MalformedResponseException}: a response came, but it does not match the provider's
 *       contract;
 *   <li>{@link TransportException}: there was no usable response.
 * </ul>
 *
 * <p>No message contains a secret: neither key, nor signature, nor authorization token.
 */
public abstract class BinancePayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BinancePayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether the same request may be made again, a little later: it has certainly not taken effect
   * and may succeed then, or the operation only reads. Otherwise it may have taken effect, or the
   * provider would reject it again until something is fixed.
   *
   * @return whether it is safe, and makes sense, to try again
   */
  public abstract boolean isRetryable();
}
