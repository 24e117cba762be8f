package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.CREATED;
import static io.github.binancepay.tsp.MockProvider.answerOf;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.github.binancepay.tsp.model.Authorization;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only a future has. How a call ends is tested in both styles, see {@link Calling}. */
class CreateAuthorizationAsyncTest {
  @AutoClose private final MockProvider provider = new MockProvider();
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
  private final BinancePayClient client = provider.clientBuilder().httpClient(observed).build();

  @Test
  void doesNotCancelACallThatHasEnded() {
    assertThat(client.createAuthorizationAsync(sampleRequest())).succeedsWithin(10, SECONDS);

    assertThat(cancelled.getCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("endings")
  void endingTheFutureCancelsTheCall(Consumer<CompletableFuture<Authorization>> ending)
      throws Exception {
    provider.answers(
        answerOf(200, CREATED).newBuilder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CompletableFuture<Authorization> future = client.createAuthorizationAsync(sampleRequest());
    provider.takeRequest();
    // On the threads of the caller's HTTP client, not on others.
    assertThat(observed.dispatcher().runningCallsCount()).isEqualTo(1);

    ending.accept(future);

    assertThat(cancelled.await(10, SECONDS)).isTrue();
    assertThat(future).isCompletedExceptionally();
  }

  static Stream<Named<Consumer<CompletableFuture<Authorization>>>> endings() {
    return Stream.of(
        named("cancel", future -> future.cancel(false)),
        named("orTimeout", future -> future.orTimeout(1, MILLISECONDS)),
        named("fail", future -> future.completeExceptionally(new IllegalStateException("done"))));
  }
}
