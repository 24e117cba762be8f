package io.github.binancepay.tsp;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The two ways to make a call; what holds for one has to hold for the other. */
enum Calling {
  BLOCKING {
    @Override
    Authorization call(BinancePayClient client, CreateAuthorizationRequest request) {
      return client.createAuthorization(request);
    }
  },
  ASYNC {
    @Override
    Authorization call(BinancePayClient client, CreateAuthorizationRequest request) {
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
  };

  /** Returns what the call returns, or throws what it ends with. */
  abstract Authorization call(BinancePayClient client, CreateAuthorizationRequest request);

  Authorization call(BinancePayClient client) {
    return call(client, MockProvider.sampleRequest());
  }
}
