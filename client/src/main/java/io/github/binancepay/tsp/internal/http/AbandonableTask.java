package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import okhttp3.Call;

/** User-supplied code that may hang. It ends with the call, even if it ignores interrupts. */
final class AbandonableTask {
  private AbandonableTask() {}

  /** Runs a task on a new thread until it ends, or the call is cancelled or times out. */
  static <T> T run(Call call, Supplier<T> task) throws IOException {
    FutureTask<T> running = new FutureTask<>(task::get);
    SigningHttpClient.daemon(running).start();
    try {
      while (!call.isCanceled()) {
        try {
          return running.get(10, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // OkHttp notifies only listeners of the end of a call, so it is polled.
        }
      }
      throw new InterruptedIOException("the call has ended before the request was signed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the request was signed");
    } catch (ExecutionException e) {
      throw new IOException("the request could not be signed", e.getCause());
    } finally {
      running.cancel(true);
    }
  }
}
