package io.github.binancepay.tsp.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.function.Function;

/** Takes away what OkHttp's exceptions quote of a response: it may hold the token. */
public final class ResponseQuotes {
  private ResponseQuotes() {}

  /** The failure, of the same type and with the same cause, without the bytes that it quotes. */
  public static IOException removedFrom(IOException failure) {
    if (failure.getClass() == ProtocolException.class) {
      return copy(failure, ProtocolException::new);
    }
    if (failure.getClass() == EOFException.class) {
      return copy(failure, EOFException::new);
    }
    if (failure.getClass() == IOException.class && failure.getCause() instanceof EOFException) {
      return copy(failure, IOException::new);
    }
    return failure;
  }

  private static IOException copy(IOException failure, Function<String, IOException> type) {
    String message = failure.getMessage();
    IOException copy = type.apply(message == null ? null : message.split(": |\"| content=", 2)[0]);
    Throwable cause = failure.getCause();
    copy.initCause(cause instanceof IOException ? removedFrom((IOException) cause) : cause);
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }
}
