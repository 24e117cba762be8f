package io.github.binancepay.tsp.sandbox.internal.server;

import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Reads bodies. A body that is still arriving holds no thread and at most {@link
 * Limits#BODY_BYTES}; its time and the number of such bodies are limited.
 */
public final class BodyReader {
  // Read and discarded before a body is rejected as too large: a client that is still sending would
  // not see the response.
  private static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

  private final Duration timeout;
  private final Set<Reading> unfinished = Collections.synchronizedSet(new LinkedHashSet<>());

  public BodyReader(Duration timeout) {
    this.timeout = timeout;
  }

  /** Reads a body: empty if it is too large to be kept. */
  public CompletableFuture<Optional<byte[]>> read(Request request) {
    Reading reading = new Reading(request);
    reading.run();
    if (!reading.whole.isDone()) {
      add(reading);
      var unused =
          reading
              .whole
              .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((body, failure) -> unfinished.remove(reading));
    }
    return reading.whole;
  }

  /** Adds one; if there are too many, ends the oldest, so that a fast client need not wait. */
  private void add(Reading reading) {
    Reading oldest = null;
    synchronized (unfinished) {
      unfinished.add(reading);
      if (unfinished.size() > Limits.UNFINISHED_BODIES) {
        oldest = unfinished.iterator().next();
        unfinished.remove(oldest);
      }
    }
    if (oldest != null) {
      oldest.whole.completeExceptionally(
          new HttpException.RuntimeException(
              400, "too many bodies have not arrived yet, and this is the oldest"));
    }
  }

  /** {@return the rejection of a request whose body was not read} */
  public static HttpException.RuntimeException rejection(Throwable failure) {
    return failure instanceof HttpException.RuntimeException known
        ? known
        : failure instanceof TimeoutException
            ? new HttpException.RuntimeException(400, "the body took too long to arrive")
            : new HttpException.RuntimeException(400, failure);
  }

  /** Reads what has arrived, and runs again when there is more. */
  private static final class Reading implements Runnable {
    private final Request request;
    private final CompletableFuture<Optional<byte[]>> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long length;

    Reading(Request request) {
      this.request = request;
    }

    @Override
    public void run() {
      boolean last = false;
      while (!last && length < MAX_DISCARDED_BYTES && !whole.isDone()) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          whole.completeExceptionally(chunk.getFailure());
          return;
        }
        length += chunk.remaining();
        if (length <= Limits.BODY_BYTES) {
          bytes.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
        }
        last = chunk.isLast();
        chunk.release();
      }
      whole.complete(
          length > Limits.BODY_BYTES ? Optional.empty() : Optional.of(bytes.toByteArray()));
    }
  }
}
