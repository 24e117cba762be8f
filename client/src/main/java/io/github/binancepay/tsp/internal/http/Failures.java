package io.github.binancepay.tsp.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.function.Function;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Failures of a call, as the exceptions of the client show them. */
public final class Failures {
  private Failures() {}

  /**
   * Carries any exception of a user-supplied interceptor, DNS and so on as an {@code IOException}:
   * another one ends a thread of OkHttp. The first interceptor of calls.
   */
  static Response carry(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      // Kotlin throws checked exceptions that no method declares.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new Carrier(e);
    }
  }

  /** Returns the original failure, without the bytes of a response that OkHttp quotes. */
  public static Throwable original(Throwable thrown) {
    if (thrown instanceof Carrier) {
      return thrown.getCause();
    }
    return thrown instanceof IOException ? withoutQuotes((IOException) thrown) : thrown;
  }

  private static IOException withoutQuotes(IOException failure) {
    Class<?> type = failure.getClass();
    Throwable cause = failure.getCause();
    Function<String, IOException> copying =
        type == ProtocolException.class
            ? ProtocolException::new
            : type == EOFException.class
                ? EOFException::new
                : type == IOException.class && cause instanceof EOFException
                    ? IOException::new
                    : null;
    if (copying == null) {
      return failure;
    }
    String message = String.valueOf(failure.getMessage());
    IOException copy = copying.apply(message.split(": |\"| content=", 2)[0]);
    copy.initCause(cause instanceof IOException ? withoutQuotes((IOException) cause) : cause);
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }

  private static final class Carrier extends IOException {
    private static final long serialVersionUID = 1L;

    Carrier(Throwable cause) {
      super(cause);
    }
  }
}
