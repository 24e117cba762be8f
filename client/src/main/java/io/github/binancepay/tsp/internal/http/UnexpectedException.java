package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Carries a bug of the caller's DNS, interceptor, listener and so on through OkHttp, which lets
 * anything but an {@code IOException} end the dispatcher's thread.
 */
public final class UnexpectedException extends IOException {
  private static final long serialVersionUID = 1L;

  private UnexpectedException(Throwable cause) {
    super(cause);
  }

  /** The first interceptor of calls, so that it stands around the caller's too. */
  static Response intercept(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      // Kotlin lets checked exceptions out that nobody declares.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new UnexpectedException(e);
    }
  }

  /** What was really thrown, if it was no {@code IOException}; else the same. */
  public static Throwable unwrap(Throwable thrown) {
    if (thrown instanceof UnexpectedException) {
      return thrown.getCause();
    }
    // OkHttp's words for what a listener throws when an asynchronous call has failed.
    boolean isWrapped =
        thrown.getClass() == IOException.class
            && thrown.getCause() != null
            && ("canceled due to " + thrown.getCause()).equals(thrown.getMessage());
    return isWrapped ? thrown.getCause() : thrown;
  }
}
