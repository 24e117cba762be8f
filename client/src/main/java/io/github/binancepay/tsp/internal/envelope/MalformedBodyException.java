package io.github.binancepay.tsp.internal.envelope;

/** A body that does not match the document. The message quotes no value of it. */
public final class MalformedBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedBodyException(String problem) {
    super(problem);
  }
}
