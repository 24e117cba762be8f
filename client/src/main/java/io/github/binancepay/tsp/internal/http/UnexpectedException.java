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

  /** Returns the failure that this class carries, or the given one. */
  public static Throwable unwrap(Throwable thrown) {
    return thrown instanceof UnexpectedException ? thrown.getCause() : thrown;
  }
}
