package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;

/** One way to create an authorization. */
interface Caller extends AutoCloseable {
  String PATH = "/binancepay/openapi/service/provider/create";

  /** Timeout of a whole call, the same for every caller. */
  int CALL_TIMEOUT_SECONDS = 20;

  /** Sends one request and returns the authorization id of the response. */
  String call() throws Exception;

  @Override
  void close();

  static CreateAuthorizationRequest request() {
    return new CreateAuthorizationRequest()
        .merchantId("1000135331248")
        .scopes(List.of("CONVERT", "CHECKOUT"))
        .ipWhitelist(List.of("192.168.1.1", "192.168.1.2"));
  }

  /** Makes a caller by name, so that no class of another one is loaded. */
  static Caller of(String name, String url) {
    return switch (name) {
      case "client" -> new ClientCaller(url);
      case "okHttpByHand" -> new OkHttpCaller(url, 64);
      case "retrofitByHand" -> new RetrofitCaller(url);
      default -> throw new IllegalArgumentException("unknown caller: " + name);
    };
  }
}
