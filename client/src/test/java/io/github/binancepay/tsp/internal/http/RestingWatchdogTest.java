package io.github.binancepay.tsp.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import okio.AsyncTimeout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RestingWatchdogTest {
  private final List<Integer> fired = new CopyOnWriteArrayList<>();
  private final CountDownLatch all = new CountDownLatch(3);

  @Test
  void timeoutsFireInOrderAndNotTooEarly() throws Exception {
    new RestingWatchdog(500).rest();
    long start = System.nanoTime();

    // The last one ends after the timeout that keeps the watchdog asleep.
    enter(700);
    enter(300);
    enter(100);

    assertThat(all.await(60, SECONDS)).isTrue();
    assertThat(fired).containsExactly(100, 300, 700);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(MILLISECONDS.toNanos(700));
  }

  @Test
  @Tag("long")
  void idleProcessKeepsNoThread() throws Exception {
    RestingWatchdog.INSTANCE.rest();
    Thread watchdog =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("Okio Watchdog"))
            .findFirst()
            .orElseThrow();

    watchdog.join(Duration.ofMinutes(3).toMillis());

    assertThat(watchdog.isAlive()).isFalse();
  }

  private void enter(int millis) {
    AsyncTimeout timeout =
        new AsyncTimeout() {
          @Override
          protected void timedOut() {
            fired.add(millis);
            all.countDown();
          }
        };
    timeout.timeout(millis, MILLISECONDS);
    timeout.enter();
  }
}
