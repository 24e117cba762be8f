package io.github.binancepay.tsp;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * Runs the calls of {@link BinancePayClient}. A class of its own: the JVM could not load the client
 * without Retrofit, and {@code build()} could not tell what is missing.
 */
final class Calls {
  private Calls() {}

  // Retrofit's own message names its internals.
  static <T> T present(@Nullable T request) {
    if (request == null) {
      throw new IllegalArgumentException("request is null; pass a request with its fields set");
    }
    return request;
  }

  static <T> T execute(Call<T> call) {
    try {
      return call.execute().body();
    } catch (IOException e) {
      throw new AssertionError("a call of this client throws BinancePayException", e);
    }
  }

  /** Returns the future of an operation, which fails if the operation rejects its arguments. */
  static <T> CompletableFuture<T> future(Supplier<CompletableFuture<T>> operation) {
    try {
      return operation.get();
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  static <T, R> CompletableFuture<R> future(Supplier<Call<T>> operation, Function<T, R> result) {
    return future(() -> enqueue(operation.get(), result));
  }

  private static <T, R> CompletableFuture<R> enqueue(Call<T> call, Function<T, R> result) {
    CompletableFuture<R> future = new CompletableFuture<>();
    AtomicBoolean ended = new AtomicBoolean();
    // Cancels the call if cancel, complete, orTimeout or another method ends the future first.
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
