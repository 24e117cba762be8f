package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import okhttp3.Call;

/** Code of the caller's that may hang: it ends with the call, even if it heeds no interrupt. */
final class AbandonableTask {
  private static final long CHECK_MILLIS = 10;

  private AbandonableTask() {}

  /**
   * Runs a task on a thread of its own until it ends, or the call is cancelled or timed out.
   *
   * @throws RuntimeException whatever the task throws
   */
  static <T> T run(Call call, Supplier<T> task) throws IOException {
    FutureTask<T> running = new FutureTask<>(task::get);
    Thread thread = new Thread(running, "binance-pay-tsp-signer");
    thread.setDaemon(true);
    thread.start();
    try {
      while (!call.isCanceled()) {
        try {
          return running.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // OkHttp tells nobody but listeners that a call has ended; so it is asked.
        }
      }
      throw new InterruptedIOException("the call has ended before the request was signed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the request was signed");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException
          ? (RuntimeException) e.getCause()
          : new IllegalStateException(e.getCause());
    } finally {
      running.cancel(true);
    }
  }
}
