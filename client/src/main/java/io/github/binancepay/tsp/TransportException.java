package io.github.binancepay.tsp;

import io.github.binancepay.tsp.internal.envelope.LogText;
import java.io.IOException;

/**
 * There was no usable answer: the provider could not be reached, the connection broke, a time-out
 * passed, or the call was cancelled. {@link #getCause()} tells which.
 *
 * <p>If {@link #requestMayHaveBeenSent()} is false, it is safe to try again. Otherwise an
 * authorization may have been created; look it up before you ask again.
 */
public final class TransportException extends BinancePayException {
  private static final long serialVersionUID = 1L;

  private final boolean requestMayHaveBeenSent;

  public TransportException(String origin, IOException cause, boolean requestMayHaveBeenSent) {
    super(
        "No answer from "
            + origin
            + ": "
            + (cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : LogText.of(cause.getMessage()))
            + (requestMayHaveBeenSent
                ? ". The request may have been sent; find out whether it took effect before trying again"
                : ". The request was not sent; it is safe to try again"),
        cause);
    this.requestMayHaveBeenSent = requestMayHaveBeenSent;
  }

  /** Whether any byte of the request may have left; false only if certainly none has. */
  public boolean requestMayHaveBeenSent() {
    return requestMayHaveBeenSent;
  }

  @Override
  public boolean isRetryable() {
    return !requestMayHaveBeenSent;
  }
}
