package io.github.binancepay.tsp.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads bodies. A body that has not arrived yet holds no thread, of its bytes no more than {@link
 * #MAX_BODY_BYTES}, and nothing once its timeout is over; there are never more than {@link
 * #MAX_UNFINISHED} of them.
 */
final class BodyReader {
  static final int MAX_BODY_BYTES = 128 * 1024;

  /** The next one ends the oldest: whoever sends at once must not wait for those who do not. */
  static final int MAX_UNFINISHED = 256;

  // Read and thrown away before a body that is too large is refused: a sender that is still sending
  // would not see why.
  private static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

  private final Duration timeout;
  private final Set<Reading> unfinished = new LinkedHashSet<>();

  BodyReader(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Reads the body of a request, and then calls one of the two.
   *
   * @param whole gets the body; empty if it was too large to be kept
   * @param failed gets the reason if the body did not arrive
   */
  void read(Request request, Consumer<Optional<byte[]>> whole, Consumer<Throwable> failed) {
    new Reading(request, whole, failed).run();
  }

  private void add(Reading reading) {
    Reading oldest = null;
    synchronized (unfinished) {
      if (unfinished.add(reading) && unfinished.size() > MAX_UNFINISHED) {
        Iterator<Reading> inOrder = unfinished.iterator();
        oldest = inOrder.next();
        inOrder.remove();
      }
    }
    if (oldest != null) {
      oldest.end("too many bodies have not arrived yet, and this is the oldest");
    }
  }

  private void remove(Reading reading) {
    synchronized (unfinished) {
      unfinished.remove(reading);
    }
  }

  /** One body that is being read. */
  private final class Reading implements Runnable {
    private final Request request;
    private final Consumer<Optional<byte[]>> whole;
    private final Consumer<Throwable> failed;
    // Most bodies arrive in one piece, and are copied once.
    private byte[] firstPiece = new byte[0];
    private ByteArrayOutputStream pieces;
    private long length;
    private Scheduler.Task timer;
    private boolean ended;

    Reading(Request request, Consumer<Optional<byte[]>> whole, Consumer<Throwable> failed) {
      this.request = request;
      this.whole = whole;
      this.failed = failed;
    }

    /** Takes what has arrived; is called again when there is more. */
    @Override
    public void run() {
      Runnable outcome;
      synchronized (this) {
        outcome = ended ? null : takeArrived();
        ended = ended || outcome != null;
      }
      if (outcome != null) {
        finish(outcome);
      }
    }

    /** Gives up waiting. */
    void end(String reason) {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      finish(() -> failed.accept(new HttpException.RuntimeException(400, reason)));
    }

    private Runnable takeArrived() {
      while (length < MAX_DISCARDED_BYTES) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          await();
          return null;
        }
        if (Content.Chunk.isFailure(chunk)) {
          return () -> failed.accept(chunk.getFailure());
        }
        keep(chunk.getByteBuffer());
        chunk.release();
        if (chunk.isLast()) {
          break;
        }
      }
      Optional<byte[]> body =
          length > MAX_BODY_BYTES
              ? Optional.empty()
              : Optional.of(pieces == null ? firstPiece : pieces.toByteArray());
      return () -> whole.accept(body);
    }

    private void keep(ByteBuffer bytes) {
      boolean first = length == 0;
      length += bytes.remaining();
      if (length > MAX_BODY_BYTES || !bytes.hasRemaining()) {
        return;
      }
      byte[] piece = BufferUtil.toArray(bytes);
      if (first) {
        firstPiece = piece;
        return;
      }
      if (pieces == null) {
        pieces = new ByteArrayOutputStream();
        pieces.writeBytes(firstPiece);
      }
      pieces.writeBytes(piece);
    }

    private void await() {
      if (timer == null) {
        timer =
            request
                .getComponents()
                .getScheduler()
                .schedule(
                    () -> end("the body took longer than " + timeout.toMillis() + " ms"), timeout);
        add(this);
      }
      request.demand(this);
    }

    private void finish(Runnable outcome) {
      if (timer != null) {
        timer.cancel();
        remove(this);
      }
      outcome.run();
    }
  }
}
