package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.RawServer.hold;
import static io.github.binancepay.tsp.RawServer.ignore;
import static io.github.binancepay.tsp.RawServer.respond;
import static io.github.binancepay.tsp.RawServer.respondCreated;
import static io.github.binancepay.tsp.RawServer.sequence;
import static io.github.binancepay.tsp.Samples.CREATED;
import static io.github.binancepay.tsp.Samples.created;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Named.named;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** Asynchronous calls, calls of {@code api()}, and the end of a client. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallsTest {
  private static final String NO_RECORDS =
      "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"total\":0,\"rows\":[]}}";

  @AutoClose private final RawServer server = new RawServer();
  private final Call<CreateAuthorizationResponse> call =
      server.client().api().createAuthorization(sampleRequest());
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void callbackCanJoinAnotherCall(int atOnce) {
    int calls = 300;
    server.handleWith(
        exchange -> {
          exchange.readRequest();
          boolean create = exchange.received().contains("/service/provider/create");
          exchange.respond(200, create ? "not JSON" : NO_RECORDS);
        });
    BinancePayClient client = server.clientBuilder().maxConcurrentCalls(atOnce).build();

    List<CompletableFuture<Integer>> joined =
        Calling.start(client, calls).stream()
            .map(
                create ->
                    create.handle(
                        (created, failure) ->
                            client.findAuthorizationsAsync(sampleRequest()).join().size()))
            .collect(Collectors.toList());

    Calling.assertSucceed(joined);
    assertThat(server.requestCount()).isEqualTo(2 * calls);
  }

  @Test
  void limitsConcurrentCalls() {
    AtomicLong running = new AtomicLong();
    AtomicLong most = new AtomicLong();
    server.handleWith(
        sequence(
            Exchange::readRequest,
            exchange -> most.accumulateAndGet(running.incrementAndGet(), Math::max),
            exchange -> running.decrementAndGet(),
            exchange -> exchange.respond(200, Samples.CREATED)));
    BinancePayClient client = server.clientBuilder().maxConcurrentCalls(3).build();

    Calling.assertSucceed(Calling.start(client, 100));

    assertThat(most.get()).isBetween(1L, 3L);
    assertThat(server.connectionCount()).isLessThanOrEqualTo(3);
  }

  @Test
  void callThatTimesOutInTheQueueIsNotSent() throws Exception {
    BinancePayClient client = oneByOne();
    CompletableFuture<?> first = startHeld(client);

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
  void timeoutIncludesTheTimeInTheQueue() throws Exception {
    server.handleWith(hold(arrived, release), respondCreated());
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
    BinancePayClient client = server.client(observed);
    long before = System.nanoTime();
    List<? extends CompletableFuture<?>> calls = Calling.start(client, 2);
    long after = System.nanoTime();
    assertThat(arrived.await(60, SECONDS)).isTrue();

    release.countDown();

    Calling.assertSucceed(calls);
    assertThat(deadlines)
        .hasSize(2)
        .allSatisfy(
            deadline ->
                assertThat(NANOSECONDS.toMillis(deadline - before))
                    .isBetween(90_000L, 90_001L + NANOSECONDS.toMillis(after - before)));
  }

  @Test
  void cancelledCallsEndInTheQueueWithoutBeingSent() throws Exception {
    BinancePayClient client = oneByOne();
    CompletableFuture<?> first = startHeld(client);
    List<Call<?>> calls =
        IntStream.range(0, 1000)
            .mapToObj(i -> client.api().createAuthorization(sampleRequest()))
            .collect(Collectors.toList());
    Call<?> early = calls.get(0);
    assertThat(early.isCanceled()).isFalse();
    early.cancel();
    assertThat(early.isCanceled()).isTrue();
    assertThat(early.clone().isCanceled()).isFalse();

    List<Outcome> outcomes = calls.stream().map(Outcome::new).collect(Collectors.toList());
    assertThat(outcomes.get(0).get()).hasMessageContaining("Canceled");
    calls.forEach(Call::cancel);

    for (Outcome outcome : outcomes) {
      assertThat(((TransportException) outcome.get()).requestMayHaveBeenSent()).isFalse();
    }
    assertThat(early.isExecuted()).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> new Outcome(early));
    assertThat(server.requestCount()).isEqualTo(1);
    release.countDown();
    assertThat(first).succeedsWithin(60, SECONDS);
  }

  @Test
  void callOfACallbackComesBeforeWaitingCalls() throws Exception {
    BinancePayClient client = oneByOne();
    CompletableFuture<?> first = startHeld(client);
    CountDownLatch enqueued = new CountDownLatch(1);
    first.thenRun(client::queryScopesAsync).thenRun(enqueued::countDown);
    server.handleWith(hold(new CountDownLatch(1), enqueued));
    List<CompletableFuture<?>> waiting =
        List.of(client.queryCertificatesAsync(), client.authorizationsAsync());

    release.countDown();

    assertThat(waiting).allSatisfy(call -> assertThat(call).failsWithin(60, SECONDS));
    assertThat(server.requests())
        .extracting(request -> request.split(" ")[1].replaceFirst(".*/", ""))
        .containsExactly("create", "certificates", "query", "record");
  }

  @Test
  void callRejectedByTheExecutorTakesNoSlot() {
    AtomicInteger tasks = new AtomicInteger();
    ExecutorService rejectsFirst =
        new ThreadPoolExecutor(0, 9, 1, SECONDS, new SynchronousQueue<>()) {
          @Override
          public void execute(Runnable task) {
            if (tasks.getAndIncrement() == 0) {
              throw new RejectedExecutionException();
            }
            super.execute(task);
          }
        };
    Dispatcher dispatcher = new Dispatcher(rejectsFirst);
    dispatcher.setMaxRequests(1);
    BinancePayClient client =
        server.client(new OkHttpClient.Builder().dispatcher(dispatcher).build());

    assertThat(client.createAuthorizationAsync(sampleRequest())).failsWithin(60, SECONDS);
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(60, SECONDS);
  }

  @ParameterizedTest
  @MethodSource("endings")
  void endingTheFutureCancelsTheCall(Consumer<CompletableFuture<Authorization>> ending)
      throws Exception {
    server.handleWith(ignore(arrived, release));
    CompletableFuture<Authorization> future = oneByOne().createAuthorizationAsync(sampleRequest());
    assertThat(arrived.await(60, SECONDS)).isTrue();

    ending.accept(future);

    assertThat(release.await(60, SECONDS)).isTrue();
    assertThat(future).isDone();
  }

  static Stream<Named<Consumer<CompletableFuture<Authorization>>>> endings() {
    return Stream.of(
        named("cancel", future -> future.cancel(false)),
        named("orTimeout", future -> future.orTimeout(1, MILLISECONDS)),
        named("fail", future -> future.completeExceptionally(new IllegalStateException("done"))),
        named("complete", future -> future.complete(created())),
        named("completeOnTimeout", future -> future.completeOnTimeout(created(), 1, MILLISECONDS)));
  }

  /** Starts a call that takes the only slot until the test releases it. */
  private CompletableFuture<?> startHeld(BinancePayClient client) throws InterruptedException {
    server.handleWith(hold(arrived, release), respondCreated());
    CompletableFuture<?> first = client.createAuthorizationAsync(sampleRequest());
    assertThat(arrived.await(60, SECONDS)).isTrue();
    return first;
  }

  private BinancePayClient oneByOne() {
    Duration patient = Duration.ofSeconds(90);
    return server.client(
        new OkHttpClient.Builder()
            .dispatcher(oneAtOnce())
            .callTimeout(patient)
            .readTimeout(patient)
            .build());
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

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void executesOnceAndReturnsAnEnvelopeOrThrowsAnException(int httpStatus) throws IOException {
    server.handleWith(
        respond(httpStatus, CREATED), respond(httpStatus, "{\"status\":\"FAIL\",\"code\":\"1\"}"));

    assertThat(call.isExecuted()).isFalse();
    assertThat(call.execute().body().getData()).isEqualTo(created());
    assertThat(call.isExecuted()).isTrue();
    assertThatIllegalStateException().isThrownBy(call::execute);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> call.clone().execute())
        .matches(rejected -> rejected.httpStatus() == httpStatus);
    assertThat(server.requests().get(0)).contains(" " + call.request().url().encodedPath() + " ");
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @Test
  void callTimeoutApplies() {
    assertThat(call.timeout().timeoutNanos()).isEqualTo(SECONDS.toNanos(20));
    server.handleWith(sequence(Exchange::readRequest, Exchange::awaitClose));
    call.timeout().timeout(100, MILLISECONDS);

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(call::execute)
        .withMessageContaining(": timeout. ");
  }

  @Test
  void closeEndsThreadsAndConnections() throws Exception {
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
      thread.join(30_000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(hungUp.await(30, SECONDS)).isTrue();
  }

  @Test
  void closeDoesNotEndAUserSuppliedHttpClient() {
    OkHttpClient users = new OkHttpClient();
    BinancePayClient client = server.client(users);
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);

    client.close();

    assertThat(users.connectionPool().connectionCount()).isEqualTo(1);
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void callAfterCloseIsNotSent(Calling calling) {
    BinancePayClient client = server.client();

    client.close();
    client.close();

    assertThat(calling.transportFailure(client).requestMayHaveBeenSent()).isFalse();
    assertThat(server.requestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 100})
  void closeCompletesCallsInFlightAndDoesNotSendQueuedCalls(int atOnce) throws Exception {
    CountDownLatch allArrived = new CountDownLatch(atOnce);
    CountDownLatch hungUp = new CountDownLatch(atOnce);
    server.handleWith(
        sequence(hold(allArrived, release), Exchange::awaitClose, exchange -> hungUp.countDown()));
    BinancePayClient client = server.clientBuilder().maxConcurrentCalls(atOnce).build();
    List<CompletableFuture<Authorization>> running = Calling.start(client, atOnce);
    assertThat(allArrived.await(60, SECONDS)).isTrue();
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
    Calling.assertSucceed(running);
    assertThat(server.requestCount()).isEqualTo(atOnce);
    // Far less than the minute for which an idle connection is kept.
    assertThat(hungUp.await(20, SECONDS)).isTrue();
  }
}
