package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;

/** The client of this project with its defaults. */
final class ClientCaller implements Caller {
  private final CreateAuthorizationRequest request = Caller.request();
  private final BinancePayClient client;

  ClientCaller(String url) {
    client =
        BinancePayClient.builder()
            .credentials(ApiCredentials.of(HandSigner.API_KEY, HandSigner.SECRET_KEY))
            .baseUrl(url)
            .build();
  }

  @Override
  public String call() {
    return client.createAuthorization(request).getAuthorizationId();
  }

  @Override
  public void close() {
    client.close();
  }
}
