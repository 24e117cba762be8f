package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;

/** What becomes of {@link RawHttp}. */
final class WithTheClient {
  private final BinancePayClient client;

  WithTheClient(BinancePayClient client) {
    this.client = client;
  }

  // In client/FROM-RAW-HTTP.md from here
  String create(String merchantId, List<String> scopes, List<String> ips) {
    return client
        .createAuthorization(
            new CreateAuthorizationRequest().merchantId(merchantId).scopes(scopes).ipWhitelist(ips))
        .getRedirectUrl();
  }
  // to here.
}
