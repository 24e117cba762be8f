package io.github.binancepay.tsp.sandbox;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Bounds what searches for mistakes take: one at a time, each for a limited time, and all together
 * no more than a fifth of the time. A flood of wrong signatures leaves the rest to right requests.
 */
final class SearchBudget {
  static final Duration LIMIT = Duration.ofMillis(50);

  /** What may be spent at once after a quiet time: 20 searches that find nothing. */
  private static final long MAX_SAVED_NANOS = 20 * LIMIT.toNanos();

  private static final int SHARE = 5;
  private static final int MAX_WAITING = 8;
  private static final long MAX_WAIT_MILLIS = 500;

  private final LongSupplier nanoClock;
  private final Semaphore turn = new Semaphore(1, true);
  private long savedNanos = MAX_SAVED_NANOS;
  private long countedAt;

  SearchBudget(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.countedAt = nanoClock.getAsLong();
  }

  /**
   * Searches, if there is time for it.
   *
   * @param search is given how long it may take
   * @return what it found; empty if there is no time for it now
   */
  <T> Optional<T> spend(Function<Duration, T> search) {
    try {
      if (turn.getQueueLength() >= MAX_WAITING || !turn.tryAcquire(MAX_WAIT_MILLIS, MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      long begin = nanoClock.getAsLong();
      savedNanos = Math.min(MAX_SAVED_NANOS, savedNanos + (begin - countedAt) / SHARE);
      countedAt = begin;
      if (savedNanos < LIMIT.toNanos()) {
        return Optional.empty();
      }
      T found = search.apply(LIMIT);
      savedNanos -= nanoClock.getAsLong() - begin;
      return Optional.of(found);
    } finally {
      turn.release();
    }
  }
}
