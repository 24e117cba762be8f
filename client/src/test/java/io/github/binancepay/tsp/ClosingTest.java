package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respondCreated;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.model.Authorization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClosingTest {
  @AutoClose private final RawServer server = new RawServer();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void endsThreadsAndConnectionsOfItsOwn() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.handleWith(
        sequence(respondCreated(), Exchange::awaitClose, exchange -> hungUp.countDown()));
    BinancePayClient client = observedClient().build();
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);

    client.close();

    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(30).toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(threads).hasSize(1);
    assertThat(hungUp.await(30, SECONDS)).isTrue();
  }

  @Test
  void leavesAGivenHttpClientAlone() {
    OkHttpClient callers = new OkHttpClient();
    BinancePayClient client = server.clientBuilder().httpClient(callers).build();
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);

    client.close();

    assertThat(callers.connectionPool().connectionCount()).isEqualTo(1);
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void aCallAfterwardsIsATransportExceptionAndIsNotSent(Calling calling) {
    BinancePayClient client = server.clientBuilder().build();

    client.close();
    client.close();

    assertThat(calling.transportFailure(client).requestMayHaveBeenSent()).isFalse();
    assertThat(server.requestCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"64,", "3, 3", "100, 100"})
  void theCallsInFlightSucceedAndThoseInTheQueueAreNotSent(int atOnce, Integer maxConcurrentCalls)
      throws Exception {
    CountDownLatch arrived = new CountDownLatch(atOnce);
    CountDownLatch hungUp = new CountDownLatch(atOnce);
    server.handleWith(
        sequence(
            Exchange::readRequest,
            exchange -> arrived.countDown(),
            exchange -> assertThat(release.await(60, SECONDS)).isTrue(),
            exchange -> exchange.respond(200, Samples.CREATED),
            Exchange::awaitClose,
            exchange -> hungUp.countDown()));
    BinancePayClient.Builder builder = observedClient();
    if (maxConcurrentCalls != null) {
      builder.maxConcurrentCalls(maxConcurrentCalls);
    }
    BinancePayClient client = builder.build();
    List<CompletableFuture<Authorization>> running = Calling.start(client, atOnce);
    assertThat(arrived.await(60, SECONDS)).isTrue();
    assertThat(threads).hasSize(atOnce).allMatch(Thread::isDaemon);
    List<CompletableFuture<Authorization>> queued = Calling.start(client, 10);

    client.close();
    release.countDown();

    assertThat(running).allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
    assertThat(queued)
        .allSatisfy(
            call ->
                assertThat(call)
                    .failsWithin(60, SECONDS)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(TransportException.class)
                    .matches(failure -> !((TransportException) failure).requestMayHaveBeenSent()));
    assertThat(server.requestCount()).isEqualTo(atOnce);
    // Far less than the minute for which an idle connection is kept.
    assertThat(hungUp.await(20, SECONDS)).isTrue();
  }

  @Test
  void asManyConnectionsAreKeptAsCallsRunAtOnce() throws Exception {
    int atOnce = 100;
    CyclicBarrier allArrived = new CyclicBarrier(atOnce);
    server.handleWith(
        sequence(
            Exchange::readRequest,
            exchange -> allArrived.await(60, SECONDS),
            exchange -> exchange.respond(200, Samples.CREATED)));
    try (BinancePayClient client = server.clientBuilder().maxConcurrentCalls(atOnce).build()) {
      for (int round = 0; round < 3; round++) {
        assertThat(Calling.start(client, atOnce))
            .allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
      }
    }

    assertThat(server.connectionCount()).isEqualTo(atOnce);
  }

  // The clock is read by the thread that sends.
  private BinancePayClient.Builder observedClient() {
    return server
        .clientBuilder()
        .clock(
            new SettableClock(Instant.EPOCH) {
              @Override
              public Instant instant() {
                threads.add(Thread.currentThread());
                return super.instant();
              }
            });
  }
}
