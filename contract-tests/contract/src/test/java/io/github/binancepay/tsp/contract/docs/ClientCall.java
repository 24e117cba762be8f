package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;

/** Creates an authorization with the client. */
final class ClientCall {
  private final BinancePayClient client;

  ClientCall(BinancePayClient client) {
    this.client = client;
  }

  String create(String merchantId, List<String> scopes, List<String> ips) {
    return client
        .createAuthorization(
            new CreateAuthorizationRequest().merchantId(merchantId).scopes(scopes).ipWhitelist(ips))
        .getRedirectUrl();
  }
}
