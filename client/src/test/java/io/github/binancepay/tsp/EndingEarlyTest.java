package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.API_KEY;
import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.github.binancepay.tsp.model.Authorization;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that are ended before their response. */
class EndingEarlyTest {
  @AutoClose private final RawServer server = new RawServer();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch hungUp = new CountDownLatch(1);

  EndingEarlyTest() throws IOException {
    server.handleWith(
        exchange -> {
          exchange.readRequest();
          arrived.countDown();
          if (released.await(60, SECONDS)) {
            exchange.respond(200, CREATED);
          }
          exchange.awaitClose();
          hungUp.countDown();
        });
  }

  @ParameterizedTest
  @MethodSource("endings")
  void completingTheFutureCancelsTheCall(Consumer<CompletableFuture<Authorization>> ending)
      throws Exception {
    OkHttpClient callers = new OkHttpClient();
    BinancePayClient client = server.clientBuilder().httpClient(callers).build();
    CompletableFuture<Authorization> future = client.createAuthorizationAsync(sampleRequest());
    assertThat(arrived.await(30, SECONDS)).isTrue();
    var call = callers.dispatcher().runningCalls().get(0);

    ending.accept(future);

    assertThat(future).succeedsWithin(30, SECONDS);
    assertThat(call.isCanceled()).isTrue();
    released.countDown();
  }

  static Stream<Named<Consumer<CompletableFuture<Authorization>>>> endings() {
    return Stream.of(
        named("complete", future -> future.complete(MockProvider.created())),
        named(
            "completeOnTimeout",
            future -> future.completeOnTimeout(MockProvider.created(), 1, MILLISECONDS).join()));
  }

  @Test
  void aCallThatHasEndedIsNotCancelled() {
    released.countDown();
    var calls = new CompletableFuture<okhttp3.Call>();
    OkHttpClient callers =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  calls.complete(chain.call());
                  return chain.proceed(chain.request());
                })
            .build();
    BinancePayClient client = server.clientBuilder().httpClient(callers).build();

    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);

    assertThat(calls.join().isCanceled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void closingReleasesTheConnectionOfACallInFlightWhenItEnds(Calling calling) throws Exception {
    BinancePayClient client = server.clientBuilder().build();
    CompletableFuture<Authorization> call =
        CompletableFuture.supplyAsync(() -> calling.call(client), task -> new Thread(task).start());
    assertThat(arrived.await(30, SECONDS)).isTrue();

    client.close();
    released.countDown();

    assertThat(call).succeedsWithin(30, SECONDS);
    // Far less than the minute for which an idle connection is kept.
    assertThat(hungUp.await(20, SECONDS)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aSignerThatHangsEndsWithTheTimeoutOfTheCallAndNothingIsSent(Calling calling) {
    BinancePayClient client =
        server
            .clientBuilder()
            .credentials(ApiCredentials.withSigner(API_KEY, payload -> hang()))
            .httpClient(new OkHttpClient.Builder().callTimeout(Duration.ofMillis(300)).build())
            .build();

    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> calling.call(client));
    released.countDown();

    assertThat(failure).hasCauseInstanceOf(InterruptedIOException.class);
    assertThat(failure.requestMayHaveBeenSent()).isFalse();
    assertThat(server.requestCount()).isZero();
  }

  // Heeds no interrupt, as a socket does not.
  private byte[] hang() {
    boolean ended = false;
    while (!ended) {
      try {
        ended = released.await(60, SECONDS);
      } catch (InterruptedException e) {
        // Goes on.
      }
    }
    return new byte[64];
  }
}
