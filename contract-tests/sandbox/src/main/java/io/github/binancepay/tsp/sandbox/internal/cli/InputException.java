package io.github.binancepay.tsp.sandbox.internal.cli;

/** The input of a command cannot be used. The message has no full stop at its end. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }
}
