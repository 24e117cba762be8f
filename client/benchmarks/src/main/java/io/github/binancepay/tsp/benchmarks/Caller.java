package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import java.util.List;

/**
 * Asks for an authorization, each in another way. The classes of one are not loaded for another.
 */
interface Caller {
  String API_KEY = "an-api-key-of-sixty-four-characters-as-the-dashboard-shows-it-abc";
  String SECRET_KEY = "a-secret-key-of-sixty-four-characters-as-the-dashboard-shows-it-";
  String PATH = "/binancepay/openapi/service/provider/create";

  /** The way. */
  enum Way {
    OURS("ours"),
    OKHTTP_GSON("OkHttp and Gson, signed by hand"),
    OKHTTP_GSON_TEXT("… with body().string()"),
    OKHTTP_GSON_TIMEOUT("… with a call timeout of 20 s, as ours has"),
    OKHTTP("OkHttp, signed by hand, no JSON"),
    RAW_OKHTTP("raw OkHttp, fixed body"),
    JDK_GSON("JDK HttpClient and Gson, signed by hand"),
    RETROFIT("Retrofit and Gson, signed by hand");

    final String inWords;

    Way(String inWords) {
      this.inWords = inWords;
    }
  }

  /** Sends one request, and reads the response. */
  void call() throws Exception;

  static Caller of(Way way, String url) {
    return switch (way) {
      case OURS -> new OurCaller(url);
      case OKHTTP_GSON -> new OkHttpGsonCaller(url, false, 0);
      case OKHTTP_GSON_TEXT -> new OkHttpGsonCaller(url, true, 0);
      case OKHTTP_GSON_TIMEOUT -> new OkHttpGsonCaller(url, false, 20);
      case OKHTTP -> new OkHttpCaller(url, true);
      case RAW_OKHTTP -> new OkHttpCaller(url, false);
      case JDK_GSON -> new JdkCaller(url);
      case RETROFIT -> new RetrofitCaller(url);
    };
  }

  /** What most of them send. */
  static CreateAuthorizationRequest request() {
    return new CreateAuthorizationRequest()
        .merchantId("1000135331248")
        .scopes(List.of("CONVERT", "CHECKOUT"))
        .ipWhitelist(List.of("192.168.1.1", "192.168.1.2"));
  }

  /** What they got has to be what the server sent. */
  static void check(String authorizationId) {
    if (!FixedServer.AUTHORIZATION_ID.equals(authorizationId)) {
      throw new IllegalStateException("the response has the id " + authorizationId);
    }
  }
}
