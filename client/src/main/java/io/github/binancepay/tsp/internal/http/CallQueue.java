package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okio.AsyncTimeout;

/**
 * Queue of asynchronous calls, with the threads and the limits of a dispatcher. The dispatcher's
 * own queue ignores timeouts and cancellation, and a callback that waits for another call keeps a
 * slot there.
 */
public final class CallQueue {
  private static final ThreadLocal<Boolean> IN_CALLBACK = ThreadLocal.withInitial(() -> false);

  private final Dispatcher dispatcher;
  private final Deque<Entry<?>> waiting = new ArrayDeque<>();
  private int running;

  public CallQueue(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Runs a call when a slot is free. The timeout of the call includes the time in the queue.
   *
   * @param work sends the call and reads its response
   * @param callback receives the result or the failure, on a thread that keeps no slot
   */
  public <T> void enqueue(Call call, Callable<T> work, BiConsumer<T, Throwable> callback) {
    Entry<T> entry = new Entry<>(call, work, callback);
    synchronized (this) {
      // A thread may wait for a call from a callback, so that such calls come first.
      if (IN_CALLBACK.get()) {
        waiting.addFirst(entry);
      } else {
        waiting.addLast(entry);
      }
      entry.enter();
    }
    if (call.isCanceled()) {
      cancel(call);
    }
    startNext();
  }

  /** Cancels a call. A call in the queue ends at once. */
  public void cancel(Call call) {
    call.cancel();
    removeAndFail(call, new IOException("Canceled"));
  }

  /** Ends the threads when they are idle, and all calls that have not started. */
  public void close() {
    dispatcher.executorService().shutdown();
    startNext();
  }

  private void startNext() {
    for (Entry<?> next = poll(); next != null; next = poll()) {
      try {
        dispatcher.executorService().execute(next);
      } catch (RejectedExecutionException e) {
        free();
        next.fail(new IOException("the client is closed, or its executor rejects calls", e));
      }
    }
  }

  private synchronized Entry<?> poll() {
    int limit = Math.min(dispatcher.getMaxRequests(), dispatcher.getMaxRequestsPerHost());
    if (waiting.isEmpty() || (running >= limit && !dispatcher.executorService().isShutdown())) {
      return null;
    }
    running++;
    waiting.element().exit();
    return waiting.remove();
  }

  private synchronized void free() {
    running--;
  }

  private void removeAndFail(Call call, IOException failure) {
    Entry<?> removed = null;
    synchronized (this) {
      for (Entry<?> entry : waiting) {
        removed = entry.call == call ? entry : removed;
      }
      if (removed != null) {
        waiting.remove(removed);
        removed.exit();
      }
    }
    if (removed != null) {
      removed.fail(failure);
    }
  }

  /** A call in the queue. Its timeout is the time that it may wait. */
  private final class Entry<T> extends AsyncTimeout implements Runnable {
    private final Call call;
    private final Callable<T> work;
    private final BiConsumer<T, Throwable> callback;
    private final long enqueued = System.nanoTime();

    Entry(Call call, Callable<T> work, BiConsumer<T, Throwable> callback) {
      this.call = call;
      this.work = work;
      this.callback = callback;
      timeout(call.timeout().timeoutNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      // A deadline, so that the timeout stays what the user has set.
      if (timeoutNanos() > 0 && !call.timeout().hasDeadline()) {
        call.timeout().deadlineNanoTime(enqueued + timeoutNanos());
      }
      T result = null;
      Throwable failure = null;
      try {
        result = work.call();
      } catch (Throwable e) {
        failure = e;
      }
      free();
      startNext();
      end(result, failure);
    }

    @Override
    protected void timedOut() {
      call.cancel();
      removeAndFail(call, new InterruptedIOException("timeout in the queue of calls"));
    }

    /** Ends a call that was not sent, on a thread that may wait. */
    void fail(IOException failure) {
      Runnable end = () -> end(null, failure);
      try {
        dispatcher.executorService().execute(end);
      } catch (RejectedExecutionException e) {
        SigningHttpClient.daemon(end).start();
      }
    }

    private void end(T result, Throwable failure) {
      IN_CALLBACK.set(true);
      try {
        callback.accept(result, failure);
      } finally {
        IN_CALLBACK.set(false);
      }
    }
  }
}
