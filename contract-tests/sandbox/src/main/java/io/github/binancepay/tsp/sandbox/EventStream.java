package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells open consoles what is new, by server-sent events. A listener holds no thread. Several times
 * a second, one thread looks for what each has not been sent yet, so that nothing piles up for a
 * slow one, and whoever causes news does not wait.
 */
final class EventStream {
  static final String MEDIA_TYPE = "text/event-stream";
  static final int MAX_LISTENERS = 32;

  private static final long TICK_MILLIS = 200;
  private static final long HEARTBEAT_NANOS = Duration.ofSeconds(10).toNanos();
  private static final String HEARTBEAT = ":\n\n";

  private final LiveSections sections;
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private ScheduledThreadPoolExecutor thread;
  private ScheduledFuture<?> ticks;
  private volatile boolean closed;

  EventStream(LiveSections sections) {
    this.sections = sections;
  }

  /**
   * Takes a listener over, until it goes or the stream is closed.
   *
   * @param from what it has seen already
   * @return false if there are too many
   */
  boolean add(LiveSections.Position from, Request request, Response response, Callback done) {
    Listener listener = new Listener(from, request, response, done);
    synchronized (this) {
      if (closed || listeners.size() >= MAX_LISTENERS) {
        return false;
      }
      listeners.add(listener);
      if (ticks == null) {
        thread = thread == null ? new ScheduledThreadPoolExecutor(1, EventStream::daemon) : thread;
        ticks = thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, MILLISECONDS);
      }
      // At once, so that a browser knows that it is connected.
      thread.execute(() -> listener.tick(sections.now()));
    }
    return true;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sandbox-events");
    thread.setDaemon(true);
    return thread;
  }

  /** All are told of the same, which then is put into words once, whatever comes meanwhile. */
  private void tick() {
    LiveSections.Position now = sections.now();
    for (Listener listener : current()) {
      if (closed) {
        return;
      }
      listener.tick(now);
    }
  }

  private synchronized List<Listener> current() {
    return List.copyOf(listeners);
  }

  private synchronized void remove(Listener listener) {
    listeners.remove(listener);
    if (listeners.isEmpty() && ticks != null) {
      ticks.cancel(false);
      ticks = null;
    }
  }

  /** Ends every listener at once, and takes no more. */
  void close() {
    synchronized (this) {
      closed = true;
      if (thread != null) {
        thread.shutdownNow();
      }
    }
    current().forEach(Listener::end);
  }

  /** One open console. */
  private final class Listener implements Callback {
    private final Request request;
    private final Response response;
    private final Callback done;
    private LiveSections.Position position;
    private boolean writing;
    private boolean ended;
    private long lastWrite = System.nanoTime() - HEARTBEAT_NANOS;

    Listener(LiveSections.Position position, Request request, Response response, Callback done) {
      this.position = position;
      this.request = request;
      this.response = response;
      this.done = done;
    }

    synchronized void tick(LiveSections.Position now) {
      boolean quiet = System.nanoTime() - lastWrite >= HEARTBEAT_NANOS;
      if (ended) {
        return;
      }
      if (writing) {
        if (quiet) {
          end();
        }
        return;
      }
      try {
        LiveSections.News news = sections.after(position, now);
        position = news.position();
        if (!news.events().isEmpty() || quiet) {
          write(news.events().isEmpty() ? HEARTBEAT : news.events());
        }
      } catch (RuntimeException e) {
        // The others are still to be told.
        failed(e);
      }
    }

    private void write(String text) {
      writing = true;
      lastWrite = System.nanoTime();
      response.write(false, ByteBuffer.wrap(text.getBytes(UTF_8)), this);
    }

    @Override
    public synchronized void succeeded() {
      writing = false;
    }

    @Override
    public void failed(Throwable reason) {
      synchronized (this) {
        ended = true;
      }
      remove(this);
      done.failed(reason);
    }

    /** What is being written to somebody who does not read it is cut off. */
    void end() {
      boolean cut;
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = !writing;
        cut = writing;
      }
      if (cut) {
        // Which fails what is being written.
        request.getConnectionMetaData().getConnection().getEndPoint().close();
      } else {
        remove(this);
        response.write(true, ByteBuffer.allocate(0), done);
      }
    }
  }
}
