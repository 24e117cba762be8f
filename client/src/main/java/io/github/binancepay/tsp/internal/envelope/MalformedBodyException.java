package io.github.binancepay.tsp.internal.envelope;

import java.io.IOException;

/** A body that does not match the document. The message names known fields and quotes no value. */
public final class MalformedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedBodyException(String problem) {
    super(problem);
  }
}
