package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respondCreated;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.model.Authorization;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingTest {
  @AutoClose private final RawServer server = new RawServer();

  @Test
  void endsItsOwnThreadsAndConnections() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.handleWith(
        sequence(respondCreated(), Exchange::awaitClose, exchange -> hungUp.countDown()));
    BinancePayClient client = server.client();
    Thread thread =
        client
            .createAuthorizationAsync(sampleRequest())
            .handle((created, failure) -> Thread.currentThread())
            .get(30, SECONDS);

    client.close();

    if (thread != Thread.currentThread()) {
      assertThat(thread.isDaemon()).isTrue();
      thread.join(30_000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(hungUp.await(30, SECONDS)).isTrue();
  }

  @Test
  void doesNotCloseAUserSuppliedHttpClient() {
    OkHttpClient users = new OkHttpClient();
    BinancePayClient client = server.client(users);
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);

    client.close();

    assertThat(users.connectionPool().connectionCount()).isEqualTo(1);
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotSendALaterCall(Calling calling) {
    BinancePayClient client = server.client();

    client.close();
    client.close();

    assertThat(calling.transportFailure(client).requestMayHaveBeenSent()).isFalse();
    assertThat(server.requestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 100})
  void completesCallsInFlightAndDoesNotSendQueuedCalls(int atOnce) throws Exception {
    CountDownLatch arrived = new CountDownLatch(atOnce);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(atOnce);
    server.handleWith(
        sequence(
            Exchange::readRequest,
            exchange -> arrived.countDown(),
            exchange -> assertThat(release.await(60, SECONDS)).isTrue(),
            exchange -> exchange.respond(200, Samples.CREATED),
            Exchange::awaitClose,
            exchange -> hungUp.countDown()));
    BinancePayClient client = server.clientBuilder().maxConcurrentCalls(atOnce).build();
    List<CompletableFuture<Authorization>> running = Calling.start(client, atOnce);
    assertThat(arrived.await(60, SECONDS)).isTrue();
    List<CompletableFuture<Authorization>> queued = Calling.start(client, 10);

    client.close();

    assertThat(queued)
        .allSatisfy(
            call ->
                assertThat(call)
                    .failsWithin(60, SECONDS)
                    .withThrowableThat()
                    .havingCause()
                    .matches(failure -> !((TransportException) failure).requestMayHaveBeenSent()));
    release.countDown();
    assertThat(running).allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
    assertThat(server.requestCount()).isEqualTo(atOnce);
    // Far less than the minute for which an idle connection is kept.
    assertThat(hungUp.await(20, SECONDS)).isTrue();
  }
}
