package io.github.binancepay.tsp.contract;

import com.google.gson.Gson;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;

/**
 * The table of operations, from which interactions, document checks and the check of the scenarios
 * are made.
 */
public final class Operations {
  public static final List<Operation> ALL =
      List.of(
          new Operation(
              "createAuthorization",
              "/binancepay/openapi/service/provider/create",
              """
              {
                "merchantId": "merchant1",
                "scopes": ["CONVERT", "CHECKOUT"],
                "ipWhitelist": ["192.168.1.1", "192.168.1.2"]
              }
              """,
              """
              {
                "authorizationId": "authId1",
                "merchantName": "Merchant One",
                "authorizationToken": "token1",
                "merchantId": "merchant1",
                "status": "PENDING",
                "redirectUrl": "https://merchant.binance.com/en/dashboard/review-authorization?authId=authId1",
                "scopes": ["CONVERT"],
                "ipWhitelist": ["192.168.1.1"]
              }
              """,
              (client, request) ->
                  client.createAuthorization(model(request, CreateAuthorizationRequest.class))));

  private Operations() {}

  private static <T> T model(String json, Class<T> type) {
    return new Gson().fromJson(json, type);
  }
}
