package io.github.binancepay.tsp.internal.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.RawServer;
import io.github.binancepay.tsp.RawServer.Exchange;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import okhttp3.Request;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SigningHttpClientTest {
  @AutoClose private final RawServer server = new RawServer();

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
}
