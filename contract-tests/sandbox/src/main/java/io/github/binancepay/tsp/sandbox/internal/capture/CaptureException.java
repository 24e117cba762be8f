package io.github.binancepay.tsp.sandbox.internal.capture;

/** A capture cannot be read. The message says why, and what was expected; it quotes no value. */
public final class CaptureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CaptureException(String message) {
    super(message);
  }
}
