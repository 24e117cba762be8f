package io.github.binancepay.tsp.auth;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps things that serve one thread at a time, for whichever thread is next. Without a lock, and
 * never more of them than it has slots, however many threads there are; a {@code ThreadLocal} would
 * keep one for each, virtual threads included.
 */
abstract class Pool<T> {
  private static final int SLOTS = 16;

  private final AtomicReferenceArray<@Nullable T> slots = new AtomicReferenceArray<>(SLOTS);

  /** Makes one more, if there is none to take. */
  abstract T make();

  /** Takes one, which nobody else has until it is given back. */
  final T take() {
    T kept = slots.getAndSet(slot(), null);
    return kept == null ? make() : kept;
  }

  /** Gives one back, fit to be used again. */
  final void giveBack(T thing) {
    slots.set(slot(), thing);
  }

  private static int slot() {
    return (int) (Thread.currentThread().getId() % SLOTS);
  }
}
