package io.github.binancepay.tsp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * Makes a call's future. Apart from {@link BinancePayClient}, which the JVM would else refuse to
 * load without Retrofit, before {@code build()} could say what is missing.
 */
final class FutureOfCall {
  private FutureOfCall() {}

  static <T, R> CompletableFuture<R> send(Supplier<Call<T>> operation, Function<T, R> result) {
    CompletableFuture<R> future = new CompletableFuture<>();
    Call<T> call;
    try {
      call = operation.get();
    } catch (IllegalArgumentException e) {
      future.completeExceptionally(e);
      return future;
    }
    AtomicBoolean ended = new AtomicBoolean();
    // Whatever ends the future before the call does: cancel, complete, orTimeout and so on.
    CompletableFuture<R> unused =
        future.whenComplete(
            (value, failure) -> {
              if (!ended.get()) {
                call.cancel();
              }
            });
    call.enqueue(
        new Callback<T>() {
          @Override
          public void onResponse(Call<T> succeeded, Response<T> response) {
            ended.set(true);
            future.complete(result.apply(response.body()));
          }

          @Override
          public void onFailure(Call<T> failed, Throwable failure) {
            ended.set(true);
            future.completeExceptionally(failure);
          }
        });
    return future;
  }
}
