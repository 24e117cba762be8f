package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.SCOPES;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.RawServer.Handler;
import io.github.binancepay.tsp.model.AllowedScopes;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallQueueTest {
  private static final String NO_RECORDS =
      "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"total\":0,\"rows\":[]}}";

  @AutoClose private final RawServer server = new RawServer();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void callbackMayJoinAnotherCallAlthoughOnlyOneRunsAtOnce() {
    server.handleWith(respond(200, SCOPES));
    BinancePayClient client = server.clientBuilder().maxConcurrentCalls(1).build();

    CompletableFuture<AllowedScopes> joined =
        client
            .queryScopesAsync()
            .thenApply(first -> client.queryScopesAsync().join())
            .thenApply(second -> client.queryScopesAsync().join());

    assertThat(joined).succeedsWithin(60, SECONDS);
  }

  @Test
  void manyFailureHandlersMayJoinAnotherCall() {
    int calls = 300;
    server.handleWith(
        exchange -> {
          exchange.readRequest();
          boolean create = exchange.received().contains("/service/provider/create");
          exchange.respond(200, create ? "not JSON" : NO_RECORDS);
        });
    BinancePayClient client = server.clientBuilder().maxConcurrentCalls(4).build();

    List<CompletableFuture<Integer>> joined =
        Calling.start(client, calls).stream()
            .map(
                create ->
                    create.handle(
                        (created, failure) ->
                            client.findAuthorizationsAsync(sampleRequest()).join().size()))
            .collect(Collectors.toList());

    assertThat(joined).allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
    assertThat(server.requestCount()).isEqualTo(2 * calls);
  }

  @Test
  void noMoreCallsRunAtOnceThanAllowed() {
    AtomicLong running = new AtomicLong();
    AtomicLong most = new AtomicLong();
    server.handleWith(
        sequence(
            Exchange::readRequest,
            exchange -> most.accumulateAndGet(running.incrementAndGet(), Math::max),
            exchange -> running.decrementAndGet(),
            exchange -> exchange.respond(200, Samples.CREATED)));
    BinancePayClient client = server.clientBuilder().maxConcurrentCalls(3).build();

    assertThat(Calling.start(client, 100))
        .allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));

    assertThat(most.get()).isBetween(1L, 3L);
    assertThat(server.connectionCount()).isLessThanOrEqualTo(3);
  }

  @Test
  void timeoutIncludesTheTimeInTheQueueAndNothingIsSent() throws Exception {
    server.handleWith(holding());
    BinancePayClient client = oneByOne(Duration.ofSeconds(90));
    CompletableFuture<?> first = client.createAuthorizationAsync(sampleRequest());
    assertThat(arrived.await(60, SECONDS)).isTrue();

    Call<CreateAuthorizationResponse> second = client.api().createAuthorization(sampleRequest());
    second.timeout().timeout(100, MILLISECONDS);
    Outcome outcome = new Outcome(second);

    assertThat(outcome.get()).hasMessageContaining("timeout in the queue of calls");
    assertThat(((TransportException) outcome.get()).requestMayHaveBeenSent()).isFalse();
    assertThat(server.requestCount()).isEqualTo(1);
    release.countDown();
    assertThat(first).succeedsWithin(60, SECONDS);
  }

  @Test
  void callThatWaitedHasOnlyTheRestOfItsTimeout() throws Exception {
    server.handleWith(holding(), respond(200, Samples.CREATED));
    List<Long> deadlines = new ArrayList<>();
    OkHttpClient observed =
        new OkHttpClient.Builder()
            .dispatcher(oneAtOnce())
            .callTimeout(Duration.ofSeconds(90))
            .addInterceptor(
                chain -> {
                  deadlines.add(chain.call().timeout().deadlineNanoTime());
                  return chain.proceed(chain.request());
                })
            .build();
    BinancePayClient client = server.clientBuilder().httpClient(observed).build();
    long before = System.nanoTime();
    List<? extends CompletableFuture<?>> calls = Calling.start(client, 2);
    long after = System.nanoTime();
    assertThat(arrived.await(60, SECONDS)).isTrue();

    release.countDown();

    assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
    assertThat(deadlines)
        .hasSize(2)
        .allSatisfy(
            deadline ->
                assertThat(NANOSECONDS.toMillis(deadline - before))
                    .isBetween(90_000L, 90_001L + NANOSECONDS.toMillis(after - before)));
  }

  @Test
  void cancelledCallLeavesTheQueueAtOnce() throws Exception {
    server.handleWith(holding());
    BinancePayClient client = oneByOne(Duration.ofSeconds(90));
    CompletableFuture<?> first = client.createAuthorizationAsync(sampleRequest());
    assertThat(arrived.await(60, SECONDS)).isTrue();

    List<Call<?>> calls =
        IntStream.range(0, 1000)
            .mapToObj(i -> client.api().createAuthorization(sampleRequest()))
            .collect(Collectors.toList());
    List<Outcome> outcomes = calls.stream().map(Outcome::new).collect(Collectors.toList());
    calls.forEach(Call::cancel);

    for (Outcome outcome : outcomes) {
      assertThat(((TransportException) outcome.get()).requestMayHaveBeenSent()).isFalse();
    }
    assertThat(server.requestCount()).isEqualTo(1);
    release.countDown();
    assertThat(first).succeedsWithin(60, SECONDS);
  }

  @Test
  void callThatWasCancelledBeforeItIsEnqueuedIsNotSent() throws Exception {
    Call<?> call = server.clientBuilder().build().api().createAuthorization(sampleRequest());
    call.cancel();

    assertThat(new Outcome(call).get()).hasMessageContaining("Canceled");
    assertThat(server.requestCount()).isZero();
  }

  /** Responds to the first request when the test releases it. */
  private Handler holding() {
    return sequence(
        Exchange::readRequest,
        exchange -> arrived.countDown(),
        exchange -> assertThat(release.await(60, SECONDS)).isTrue(),
        exchange -> exchange.respond(200, Samples.CREATED));
  }

  private BinancePayClient oneByOne(Duration callTimeout) {
    return server
        .clientBuilder()
        .httpClient(
            new OkHttpClient.Builder()
                .dispatcher(oneAtOnce())
                .callTimeout(callTimeout)
                .readTimeout(callTimeout)
                .build())
        .build();
  }

  private static Dispatcher oneAtOnce() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(1);
    return dispatcher;
  }

  /** Failure of an enqueued call. */
  private static final class Outcome {
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    <T> Outcome(Call<T> call) {
      call.enqueue(
          new Callback<T>() {
            @Override
            public void onResponse(Call<T> succeeded, Response<T> response) {
              failure.completeExceptionally(new AssertionError("the call succeeded"));
            }

            @Override
            public void onFailure(Call<T> failed, Throwable thrown) {
              failure.complete(thrown);
            }
          });
    }

    Throwable get() throws Exception {
      return failure.get(60, SECONDS);
    }
  }
}
