package io.github.binancepay.tsp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Blocking and asynchronous calls, which must have the same outcome. */
enum Calling {
  BLOCKING,
  ASYNC;

  Authorization call(BinancePayClient client, CreateAuthorizationRequest request) {
    if (this == BLOCKING) {
      return client.createAuthorization(request);
    }
    try {
      return client.createAuthorizationAsync(request).get(60, SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BinancePayException) {
        throw (BinancePayException) e.getCause();
      }
      throw new AssertionError("the future failed, but not with a named exception", e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the future was not completed", e);
    }
  }

  Authorization call(BinancePayClient client) {
    return call(client, Samples.sampleRequest());
  }

  /** Calls on a new thread. */
  CompletableFuture<Authorization> start(BinancePayClient client) {
    return CompletableFuture.supplyAsync(() -> call(client), task -> new Thread(task).start());
  }

  static void assertSucceed(List<? extends CompletableFuture<?>> calls) {
    assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(60, SECONDS));
  }

  static List<CompletableFuture<Authorization>> start(BinancePayClient client, int count) {
    return Stream.generate(() -> client.createAuthorizationAsync(Samples.sampleRequest()))
        .limit(count)
        .collect(Collectors.toList());
  }

  TransportException transportFailure(BinancePayClient client) {
    return transportFailure(client, Samples.sampleRequest());
  }

  TransportException transportFailure(BinancePayClient client, CreateAuthorizationRequest request) {
    return catchThrowableOfType(TransportException.class, () -> call(client, request));
  }
}
