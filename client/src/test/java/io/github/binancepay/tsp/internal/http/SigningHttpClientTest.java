package io.github.binancepay.tsp.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.RawServer;
import io.github.binancepay.tsp.RawServer.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.AsyncTimeout;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SigningHttpClientTest {
  @AutoClose private final RawServer server = new RawServer();
  private final List<Integer> fired = new CopyOnWriteArrayList<>();
  private final CountDownLatch all = new CountDownLatch(3);

  @Test
  void idleConnectionsEndWithoutClose() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.handleWith(
        RawServer.sequence(
            RawServer.respondCreated(), Exchange::awaitClose, exchange -> hungUp.countDown()));

    SigningHttpClient.defaults(1, Duration.ofMillis(200))
        .build()
        .newCall(new Request.Builder().url(server.origin()).build())
        .execute()
        .close();

    assertThat(hungUp.await(30, SECONDS)).isTrue();
  }

  @Test
  void threadsKeepNoProgramAlive() throws Exception {
    OkHttpClient client = SigningHttpClient.defaults(1, Duration.ofMillis(200)).build();
    Call call = client.newCall(new Request.Builder().url(server.origin()).build());
    FutureTask<List<Thread>> threads =
        new FutureTask<>(
            () ->
                List.of(
                    AbandonableTask.run(call, Thread::currentThread),
                    client.dispatcher().executorService().submit(Thread::currentThread).get()));
    // A thread is a daemon if the one that creates it is one.
    Thread user = new Thread(threads);
    user.setDaemon(false);
    user.start();

    assertThat(threads.get(60, SECONDS)).allMatch(Thread::isDaemon);
  }

  @Test
  void restingWatchdogFiresTimeoutsInOrderAndNotTooEarly() throws Exception {
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
