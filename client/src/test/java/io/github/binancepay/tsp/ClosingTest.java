package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static io.github.binancepay.tsp.RawServer.respondCreated;
import static io.github.binancepay.tsp.RawServer.sequence;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.model.Authorization;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosingTest {
  private static final int AT_ONCE = 64;

  @AutoClose private final RawServer server = new RawServer().handleWith(respondCreated());
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch arrived = new CountDownLatch(AT_ONCE);
  private final CountDownLatch release = new CountDownLatch(1);

  ClosingTest() throws IOException {}

  @Test
  void runsSixtyFourCallsAtOnceOnDaemonThreads() throws Exception {
    server.handleWith(this::holdTheResponse);

    List<CompletableFuture<Authorization>> calls = start(observedClient(), AT_ONCE);
    assertThat(arrived.await(60, SECONDS)).isTrue();
    release.countDown();

    assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
    assertThat(threads).hasSize(AT_ONCE).allMatch(Thread::isDaemon);
  }

  @Test
  void endsThreadsAndConnectionsOfItsOwn() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    server.handleWith(
        sequence(respondCreated(), Exchange::awaitClose, exchange -> ended.countDown()));
    BinancePayClient client = observedClient();
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);

    client.close();

    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(30).toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(threads).hasSize(1);
    assertThat(ended.await(30, SECONDS)).isTrue();
  }

  @Test
  void leavesAGivenHttpClientAlone() {
    OkHttpClient callers = new OkHttpClient();
    BinancePayClient client = server.clientBuilder().httpClient(callers).build();
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);

    client.close();

    assertThat(callers.dispatcher().executorService().isShutdown()).isFalse();
    assertThat(callers.connectionPool().connectionCount()).isEqualTo(1);
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void aCallAfterwardsIsATransportExceptionAndIsNotSent(Calling calling) {
    BinancePayClient client = server.clientBuilder().build();
    calling.call(client);

    client.close();
    client.close();

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> calling.call(client))
        .matches(failure -> !failure.requestMayHaveBeenSent());
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void callsInFlightSucceedAndThoseInTheQueueAreNotSent() throws Exception {
    server.handleWith(this::holdTheResponse);
    BinancePayClient client = observedClient();
    List<CompletableFuture<Authorization>> running = start(client, AT_ONCE);
    assertThat(arrived.await(60, SECONDS)).isTrue();
    List<CompletableFuture<Authorization>> queued = start(client, 10);

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
    assertThat(server.requestCount()).isEqualTo(AT_ONCE);
  }

  private void holdTheResponse(Exchange exchange) throws Exception {
    exchange.readRequest();
    arrived.countDown();
    assertThat(release.await(60, SECONDS)).isTrue();
    exchange.respond(200, CREATED);
  }

  // The clock is read by the thread that sends.
  private BinancePayClient observedClient() {
    return server
        .clientBuilder()
        .clock(
            new SettableClock(Instant.EPOCH) {
              @Override
              public Instant instant() {
                threads.add(Thread.currentThread());
                return super.instant();
              }
            })
        .build();
  }

  private static List<CompletableFuture<Authorization>> start(BinancePayClient client, int count) {
    return Stream.generate(() -> client.createAuthorizationAsync(sampleRequest()))
        .limit(count)
        .collect(Collectors.toList());
  }
}
