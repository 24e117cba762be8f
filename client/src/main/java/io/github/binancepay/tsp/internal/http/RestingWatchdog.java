package io.github.binancepay.tsp.internal.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okio.AsyncTimeout;

/**
 * Keeps Okio's watchdog thread asleep, which otherwise takes a quarter of the CPU time of a call.
 *
 * <p>Okio sorts all timeouts by their end and wakes the thread for each new one that ends first.
 * This one ends within 5 s, before those of OkHttp, and is set again while calls are made. If Okio
 * sorts differently one day, it has no effect.
 */
final class RestingWatchdog extends AsyncTimeout {
  static final RestingWatchdog INSTANCE = new RestingWatchdog(5_000);

  private final AtomicBoolean armed = new AtomicBoolean();
  private volatile boolean used;

  RestingWatchdog(long millis) {
    timeout(millis, TimeUnit.MILLISECONDS);
  }

  /** Postpones the watchdog, since a call is about to be made. */
  void rest() {
    used = true;
    arm();
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
