package io.github.binancepay.tsp.contract;

import com.google.gson.Gson;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.QueryAuthorizationsRequest;
import java.util.List;

/** Table of operations, used by the checks of the document and of the scenarios. */
public final class Operations {
  public static final List<Operation> ALL =
      List.of(
          new Operation(
              "createAuthorization",
              """
              {
                "merchantId": "merchant1",
                "scopes": ["CONVERT", "CHECKOUT"],
                "ipWhitelist": ["192.168.1.1", "192.168.1.2"]
              }
              """,
              (client, request) ->
                  client.createAuthorization(model(request, CreateAuthorizationRequest.class))),
          new Operation("queryScopes", "{}", (client, request) -> client.queryScopes()),
          new Operation(
              "queryAuthorizations",
              """
              {"page": 1, "rows": 10, "merchantId": "merchant1"}
              """,
              (client, request) ->
                  client.queryAuthorizations(model(request, QueryAuthorizationsRequest.class))),
          new Operation(
              "queryCertificates", "{}", (client, request) -> client.queryCertificates()));

  private Operations() {}

  private static <T> T model(String json, Class<T> type) {
    return new Gson().fromJson(json, type);
  }
}
