package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;

/** The client, with nothing but its defaults. */
final class OurCaller implements Caller {
  private final CreateAuthorizationRequest request = Caller.request();
  private final BinancePayClient client;

  OurCaller(String url) {
    client =
        BinancePayClient.builder()
            .credentials(ApiCredentials.of(API_KEY, SECRET_KEY))
            .baseUrl(url)
            .build();
  }

  @Override
  public void call() {
    Caller.check(client.createAuthorization(request).getAuthorizationId());
  }
}
