package io.github.binancepay.tsp.internal.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okio.AsyncTimeout;

/**
 * Saves a quarter of the CPU time of a call, which Okio's watchdog thread takes otherwise.
 *
 * <p>OkHttp sets several timeouts during a call. Okio sorts all timeouts by their end, and wakes
 * the watchdog for each that becomes the first. This timeout ends within 5 s, before the others, so
 * that it stays the first and the watchdog sleeps. It is set again as long as calls are made. If
 * Okio sorts timeouts in another way one day, it has no effect.
 */
final class RestingWatchdog extends AsyncTimeout {
  private static final RestingWatchdog INSTANCE = new RestingWatchdog();

  private final AtomicBoolean armed = new AtomicBoolean();
  private volatile boolean used;

  private RestingWatchdog() {
    timeout(5, TimeUnit.SECONDS);
  }

  /** Notes that a call is about to be made. */
  static void rest() {
    INSTANCE.used = true;
    INSTANCE.arm();
  }

  private void arm() {
    if (!armed.get() && armed.compareAndSet(false, true)) {
      enter();
    }
  }

  @Override
  protected void timedOut() {
    boolean unused = exit();
    armed.set(false);
    if (used) {
      used = false;
      arm();
    }
  }
}
