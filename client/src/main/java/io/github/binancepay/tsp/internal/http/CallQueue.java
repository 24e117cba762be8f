package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okio.AsyncTimeout;
import okio.Timeout;

/**
 * Queue of asynchronous calls. OkHttp's own queue ignores timeouts and cancellation, and a callback
 * that waits for another call keeps a slot there.
 */
public final class CallQueue {
  private static final ThreadLocal<Boolean> IN_CALLBACK = ThreadLocal.withInitial(() -> false);

  private final Dispatcher dispatcher;
  // Calls from callbacks run first, because a thread may wait for them.
  private final Map<Call, Entry<?>> fromCallbacks = new LinkedHashMap<>();
  private final Map<Call, Entry<?>> waiting = new LinkedHashMap<>();
  private int running;
  private boolean closed;

  /** A queue with the threads and the limits of a dispatcher. */
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
    boolean accepted;
    synchronized (this) {
      accepted = !closed;
      if (accepted) {
        (IN_CALLBACK.get() ? fromCallbacks : waiting).put(call, entry);
        entry.enter();
      }
    }
    if (!accepted) {
      entry.end(null, closedFailure());
    } else if (call.isCanceled()) {
      cancel(call);
    }
    startNext();
  }

  /** Cancels a call. A call in the queue ends at once, and another takes its place. */
  public void cancel(Call call) {
    call.cancel();
    Entry<?> entry = remove(call);
    if (entry != null) {
      entry.fail(new IOException("Canceled"));
    }
  }

  /** Ends the calls in the queue, and all that are enqueued later. */
  public void close() {
    List<Entry<?>> unsent;
    synchronized (this) {
      closed = true;
      unsent = new ArrayList<>(fromCallbacks.values());
      unsent.addAll(waiting.values());
      fromCallbacks.clear();
      waiting.clear();
      unsent.forEach(Entry::exit);
    }
    unsent.forEach(entry -> entry.fail(closedFailure()));
  }

  private static IOException closedFailure() {
    return new IOException("the client is closed");
  }

  private void startNext() {
    for (Entry<?> next = poll(); next != null; next = poll()) {
      next.start();
    }
  }

  private synchronized Entry<?> poll() {
    int limit = Math.min(dispatcher.getMaxRequests(), dispatcher.getMaxRequestsPerHost());
    Iterator<Entry<?>> first =
        (fromCallbacks.isEmpty() ? waiting : fromCallbacks).values().iterator();
    if (running >= limit || !first.hasNext()) {
      return null;
    }
    running++;
    Entry<?> next = first.next();
    first.remove();
    next.exit();
    return next;
  }

  private synchronized Entry<?> remove(Call call) {
    Entry<?> removed = fromCallbacks.remove(call);
    removed = removed == null ? waiting.remove(call) : removed;
    if (removed != null) {
      removed.exit();
    }
    return removed;
  }

  private synchronized void free() {
    running--;
  }

  /** A call in the queue; its timeout is the time that it may wait. */
  private final class Entry<T> extends AsyncTimeout {
    private final Call call;
    private final Callable<T> work;
    private final BiConsumer<T, Throwable> callback;
    private final long limit;
    private final long enqueued = System.nanoTime();

    Entry(Call call, Callable<T> work, BiConsumer<T, Throwable> callback) {
      this.call = call;
      this.work = work;
      this.callback = callback;
      limit = call.timeout().timeoutNanos();
      timeout(limit, TimeUnit.NANOSECONDS);
    }

    void start() {
      try {
        dispatcher.executorService().execute(this::run);
      } catch (RejectedExecutionException e) {
        free();
        end(null, new IOException("the client is closed, or its executor is full", e));
      }
    }

    private void run() {
      T result = null;
      Throwable failure = null;
      try {
        limitRest();
        result = work.call();
      } catch (Throwable e) {
        failure = e;
      }
      free();
      startNext();
      end(result, failure);
    }

    // Leaves the timeout as it is for those who read it.
    private void limitRest() {
      Timeout timeout = call.timeout();
      if (limit > 0 && !timeout.hasDeadline()) {
        timeout.deadlineNanoTime(enqueued + limit);
      }
    }

    @Override
    protected void timedOut() {
      if (remove(call) != null) {
        call.cancel();
        fail(new InterruptedIOException("timeout in the queue of asynchronous calls"));
      }
    }

    /** Ends a call that was not sent, on a thread that may wait. */
    void fail(IOException failure) {
      try {
        dispatcher.executorService().execute(() -> end(null, failure));
      } catch (RejectedExecutionException e) {
        end(null, failure);
      }
    }

    void end(T result, Throwable failure) {
      boolean outer = IN_CALLBACK.get();
      IN_CALLBACK.set(true);
      try {
        callback.accept(result, failure);
      } finally {
        IN_CALLBACK.set(outer);
      }
    }
  }
}
