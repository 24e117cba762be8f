package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.Samples.created;
import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.binancepay.tsp.RawServer.Exchange;
import io.github.binancepay.tsp.model.Authorization;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CreateAuthorizationAsyncTest {
  @AutoClose private final RawServer server = new RawServer();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final OkHttpClient observed =
      new OkHttpClient.Builder()
          .eventListener(
              new EventListener() {
                @Override
                public void canceled(Call call) {
                  cancelled.countDown();
                }
              })
          .build();
  private final BinancePayClient client = server.clientBuilder().httpClient(observed).build();

  @Test
  void doesNotCancelACallThatHasEnded() {
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(30, SECONDS);

    assertThat(cancelled.getCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("endings")
  void endingTheFutureCancelsTheCall(Consumer<CompletableFuture<Authorization>> ending)
      throws Exception {
    server.handleWith(
        RawServer.sequence(
            Exchange::readRequest, exchange -> arrived.countDown(), Exchange::awaitClose));
    CompletableFuture<Authorization> future = client.createAuthorizationAsync(sampleRequest());
    assertThat(arrived.await(30, SECONDS)).isTrue();

    ending.accept(future);

    assertThat(cancelled.await(30, SECONDS)).isTrue();
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
}
