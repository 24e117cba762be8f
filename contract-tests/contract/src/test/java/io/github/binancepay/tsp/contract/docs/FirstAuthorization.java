package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;

public class FirstAuthorization {
  public static void main(String[] args) {
    BinancePayClient client =
        BinancePayClient.builder()
            .baseUrl(args[0]) // default: production
            .credentials(ApiCredentials.of("sandbox-api-key", "sandbox-secret-key"))
            .build();
    Authorization authorization =
        client.createAuthorization(
            new CreateAuthorizationRequest()
                .merchantId("merchant1")
                .scopes(List.of("CONVERT", "CHECKOUT"))
                .ipWhitelist(List.of("192.168.1.1")));
    System.out.println("Redirect the merchant to " + authorization.getRedirectUrl());
  }
}
