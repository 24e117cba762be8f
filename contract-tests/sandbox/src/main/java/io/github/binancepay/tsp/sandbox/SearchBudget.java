package io.github.binancepay.tsp.sandbox;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Bounds what searches for mistakes take: one at a time, each for a limited time, and all together
 * no more than a fifth of the time. Who sends one request after the other waits for that, and is
 * told each mistake; a flood of wrong signatures leaves the rest to right requests.
 */
final class SearchBudget {
  static final Duration LIMIT = Duration.ofMillis(50);

  /** What may be spent at once after a quiet time: 20 searches that find nothing. */
  private static final long MAX_SAVED_NANOS = 20 * LIMIT.toNanos();

  /** A busy machine makes a search take longer, but others wait for it no longer than this. */
  private static final long MOST_SPENT_NANOS = 3 * LIMIT.toNanos();

  private static final int SHARE = 5;
  private static final int MAX_WAITING = 8;
  private static final long MAX_WAIT_MILLIS = 1_000;

  /** Waits. */
  interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }

  private final LongSupplier nanoClock;
  private final Sleeper sleeper;
  private final Semaphore turn = new Semaphore(1, true);
  private long savedNanos = MAX_SAVED_NANOS;
  private long countedAt;

  SearchBudget(LongSupplier nanoClock, Sleeper sleeper) {
    this.nanoClock = nanoClock;
    this.sleeper = sleeper;
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
      save();
      long missing = (LIMIT.toNanos() - savedNanos) * SHARE;
      if (missing > 0) {
        sleeper.sleep(Math.min(missing, MILLISECONDS.toNanos(MAX_WAIT_MILLIS)));
        save();
      }
      if (savedNanos < LIMIT.toNanos()) {
        return Optional.empty();
      }
      long begin = nanoClock.getAsLong();
      T found = search.apply(LIMIT);
      savedNanos -= Math.min(MOST_SPENT_NANOS, nanoClock.getAsLong() - begin);
      return Optional.of(found);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      turn.release();
    }
  }

  private void save() {
    long now = nanoClock.getAsLong();
    savedNanos = Math.min(MAX_SAVED_NANOS, savedNanos + (now - countedAt) / SHARE);
    countedAt = now;
  }
}
