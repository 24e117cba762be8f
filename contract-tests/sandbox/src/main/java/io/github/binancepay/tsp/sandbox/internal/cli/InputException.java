package io.github.binancepay.tsp.sandbox.internal.cli;

/** What a command is given cannot be used. The message says what and why, without a final stop. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message);
  }
}
