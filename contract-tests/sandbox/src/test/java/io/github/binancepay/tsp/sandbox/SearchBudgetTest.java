package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SearchBudgetTest {
  private final AtomicLong now = new AtomicLong();
  private final SearchBudget budget = new SearchBudget(now::get, this::sleep);
  private long slept;

  private void sleep(long nanos) {
    slept += nanos;
    now.addAndGet(nanos);
  }

  /** A search that takes all of the time that it may. */
  private boolean search() {
    return budget.spend(limit -> now.addAndGet(limit.toNanos())).isPresent();
  }

  @Test
  void leavesFourFifthsOfTheTimeToOthers() {
    int searches = 0;
    while (now.get() < 100_000_000_000L) {
      searches += search() ? 1 : 0;
      now.addAndGet(1_000_000);
    }

    // A fifth of 100 s is 400 searches of 50 ms, and what was saved at the beginning is 20.
    assertThat(searches).isBetween(400, 421);
  }

  @Test
  void savesNoMoreThanASecondOfSearches() {
    now.addAndGet(Long.MAX_VALUE / 2);

    int searches = 0;
    while (searches < 100 && search() && slept == 0) {
      searches++;
    }
    assertThat(searches).isBetween(20, 26);
  }

  @Test
  void hasOneWhoSendsOneAfterTheOtherWait() {
    for (int i = 0; i < 100; i++) {
      assertThat(search()).isTrue();
    }
    assertThat(slept).isPositive();
  }

  @Test
  void searchesAfterOneThatABusyMachineMadeLong() {
    for (int i = 0; i < 100; i++) {
      assertThat(budget.spend(limit -> now.addAndGet(1_000_000_000))).isPresent();
    }
  }

  @Test
  void letsOneSearchAtATime() throws Exception {
    CountDownLatch searching = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<?> first =
          threads.submit(
              () ->
                  budget.spend(
                      limit -> {
                        searching.countDown();
                        return awaited(end);
                      }));
      searching.await();
      Thread.currentThread().interrupt();
      assertThat(search()).isFalse();
      assertThat(Thread.interrupted()).isTrue();
      end.countDown();
      first.get();
      assertThat(search()).isTrue();
    } finally {
      end.countDown();
      threads.shutdownNow();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
