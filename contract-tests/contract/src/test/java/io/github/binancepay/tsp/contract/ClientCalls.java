package io.github.binancepay.tsp.contract;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.commons.support.ReflectionSupport;

/** Calls operations of the document on the client. */
public final class ClientCalls {
  private static final Gson GSON = new Gson();

  private ClientCalls() {}

  /** Returns a valid request to create an authorization. */
  public static CreateAuthorizationRequest request(String merchantId) {
    return new CreateAuthorizationRequest()
        .merchantId(merchantId)
        .scopes(List.of("CONVERT"))
        .ipWhitelist(List.of("192.168.1.1"));
  }

  /** Calls the method with the name of the operation. Returns the result as JSON. */
  public static JsonElement call(BinancePayClient client, String operationId, String request) {
    Method method =
        Arrays.stream(BinancePayClient.class.getMethods())
            .filter(each -> each.getName().equals(operationId))
            .findFirst()
            .orElseThrow();
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(type -> GSON.fromJson(request, type))
            .toArray();
    return GSON.toJsonTree(ReflectionSupport.invokeMethod(method, client, arguments));
  }
}
