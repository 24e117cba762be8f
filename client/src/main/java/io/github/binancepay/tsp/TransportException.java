package io.github.binancepay.tsp;

import io.github.binancepay.tsp.internal.schema.LogText;
import java.io.IOException;

/**
 * There was no usable response: the provider could not be reached, the connection broke, a timeout
 * passed, the call was cancelled, or a part of the given {@code OkHttpClient} failed. {@link
 * #getCause()} tells which.
 *
 * <p>If {@link #requestMayHaveBeenSent()} is false, it is safe to try again. Otherwise the request
 * may have taken effect; if it was to create something, find out whether it did before you send it
 * again, as with {@link BinancePayClient#findAuthorizations BinancePayClient.findAuthorizations}.
 */
public final class TransportException extends BinancePayException {
  private static final long serialVersionUID = 1L;

  private final boolean requestMayHaveBeenSent;
  private final boolean safeToRepeat;

  /**
   * A call without a usable response.
   *
   * @param origin scheme, host and port that were called
   * @param cause what failed
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

  /** {@return whether any byte of the request may have left; false only if certainly none has} */
  public boolean requestMayHaveBeenSent() {
    return requestMayHaveBeenSent;
  }

  /** True if nothing was sent, and for an operation that only reads. */
  @Override
  public boolean isRetryable() {
    return !requestMayHaveBeenSent || safeToRepeat;
  }

  private static String adviceFor(boolean requestMayHaveBeenSent, boolean safeToRepeat) {
    if (!requestMayHaveBeenSent) {
      return ". The request was not sent; it is safe to try again";
    }
    return safeToRepeat
        ? ". The request may have been sent; it only reads, and is safe to try again"
        : ". The request may have been sent; find out whether it took effect before trying again";
  }

  // The name of an IOException says little that its message does not; that of a bug says all.
  private static String describe(Throwable cause) {
    if (!(cause instanceof IOException)) {
      return LogText.of(cause.toString());
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : LogText.of(cause.getMessage());
  }
}
