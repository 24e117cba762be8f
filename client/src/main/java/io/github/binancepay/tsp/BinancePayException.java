package io.github.binancepay.tsp;

/**
 * A call did not return an authorization. One of three kinds:
 *
 * <ul>
 *   <li>{@link ApiException}: the provider answered, and said no;
 *   <li>{@link MalformedResponseException}: something answered, but not as the provider's contract
 *       says;
 *   <li>{@link TransportException}: there was no usable answer.
 * </ul>
 *
 * <p>No message contains a secret: neither key, nor signature, nor authorization token.
 */
public abstract class BinancePayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BinancePayException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Whether the same request may be made once more, a little later: nothing of it was sent ({@link
   * TransportException#requestMayHaveBeenSent()}), or the provider's reference page says "Try again
   * later" ({@code 400000}). Otherwise an authorization may exist already, or the provider would
   * refuse the request again until something is mended.
   */
  public abstract boolean isRetryable();
}
