package io.github.binancepay.tsp;

import io.github.binancepay.tsp.internal.schema.LogText;
import java.io.IOException;

/**
 * There was no usable response: the provider was not reached, the connection broke, the call timed
 * out or was cancelled, or a part of the user-supplied {@code OkHttpClient} failed. {@link
 * #getCause()} has the reason.
 *
 * <p>If {@link #requestMayHaveBeenSent()} is false, a retry is safe. Otherwise the request may have
 * taken effect: before you retry a create, use {@link BinancePayClient#findAuthorizations
 * BinancePayClient.findAuthorizations}.
 */
public final class TransportException extends BinancePayException {
  private static final long serialVersionUID = 1L;

  private final boolean requestMayHaveBeenSent;
  private final boolean safeToRepeat;

  /**
   * Describes a call.
   *
   * @param origin scheme, host and port of the server
   * @param cause the failure
   * @param requestMayHaveBeenSent whether any byte of the request may have left
   * @param safeToRepeat whether the operation only reads
   */
  public TransportException(
      String origin, Throwable cause, boolean requestMayHaveBeenSent, boolean safeToRepeat) {
    super(
        "No response from "
            + origin
            + ": "
            + describe(cause)
            + adviceFor(requestMayHaveBeenSent, safeToRepeat),
        cause);
    this.requestMayHaveBeenSent = requestMayHaveBeenSent;
    this.safeToRepeat = safeToRepeat;
  }

  /** {@return whether any byte of the request may have left; false only if certainly none did} */
  public boolean requestMayHaveBeenSent() {
    return requestMayHaveBeenSent;
  }

  /** Returns true if nothing was sent, or if the operation only reads. */
  @Override
  public boolean isRetryable() {
    return !requestMayHaveBeenSent || safeToRepeat;
  }

  private static String adviceFor(boolean requestMayHaveBeenSent, boolean safeToRepeat) {
    if (!requestMayHaveBeenSent) {
      return ". The request was not sent; a retry is safe";
    }
    return safeToRepeat
        ? ". The request may have been sent; it only reads, so that a retry is safe"
        : ". The request may have been sent; find out whether it took effect before you retry";
  }

  // The type of an IOException adds little to its message; that of another exception is needed.
  private static String describe(Throwable cause) {
    if (!(cause instanceof IOException)) {
      return LogText.of(cause.toString());
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : LogText.of(cause.getMessage());
  }
}
