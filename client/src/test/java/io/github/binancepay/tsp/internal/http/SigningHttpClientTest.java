package io.github.binancepay.tsp.internal.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.RawServer;
import io.github.binancepay.tsp.RawServer.Exchange;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SigningHttpClientTest {
  @AutoClose private final RawServer server = new RawServer();

  @Test
  void idleThreadsAndConnectionsAreKeptForAMinute() {
    assertThat(SigningHttpClient.KEPT_FOR).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void idleThreadsAndConnectionsEndWithoutClose() throws Exception {
    OkHttpClient client = SigningHttpClient.defaults(1, Duration.ofMillis(200)).build();
    CountDownLatch hungUp = new CountDownLatch(1);
    server.handleWith(
        RawServer.sequence(
            RawServer.respondCreated(), Exchange::awaitClose, exchange -> hungUp.countDown()));
    CompletableFuture<Thread> thread = new CompletableFuture<>();

    new CallQueue(client.dispatcher())
        .enqueue(
            client.newCall(new Request.Builder().url(server.origin()).build()),
            () -> {
              thread.complete(Thread.currentThread());
              return client.newCall(new Request.Builder().url(server.origin()).build()).execute();
            },
            (response, failure) -> response.close());

    assertThat(hungUp.await(30, SECONDS)).isTrue();
    thread.join().join(Duration.ofSeconds(30).toMillis());
    assertThat(thread.join().isAlive()).isFalse();
  }
}
