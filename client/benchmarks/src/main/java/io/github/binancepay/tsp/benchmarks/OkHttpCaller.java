package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp and Gson by hand, without the checks of the client. */
final class OkHttpCaller implements Caller {
  private static final MediaType JSON = MediaType.get("application/json");

  private final CreateAuthorizationRequest request = Caller.request();
  private final Gson gson = new Gson();
  private final OkHttpClient httpClient;
  private final HttpUrl url;

  OkHttpCaller(String url, int maxConcurrentCalls) {
    this.httpClient = httpClient(maxConcurrentCalls).build();
    this.url = HttpUrl.get(url + PATH);
  }

  static OkHttpClient.Builder httpClient(int maxConcurrentCalls) {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(maxConcurrentCalls);
    dispatcher.setMaxRequestsPerHost(maxConcurrentCalls);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(maxConcurrentCalls, 1, TimeUnit.MINUTES))
        .callTimeout(CALL_TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  static Request.Builder sign(Request.Builder request, byte[] body) {
    HandSigner.Headers headers = HandSigner.ofThisThread().sign(body);
    return request
        .header("BinancePay-Timestamp", headers.timestamp())
        .header("BinancePay-Nonce", headers.nonce())
        .header("BinancePay-Certificate-SN", HandSigner.API_KEY)
        .header("BinancePay-Signature", headers.signature());
  }

  static void close(OkHttpClient httpClient) {
    httpClient.dispatcher().executorService().shutdown();
    httpClient.connectionPool().evictAll();
  }

  Call newCall() {
    byte[] body = gson.toJson(request).getBytes(UTF_8);
    return httpClient.newCall(
        sign(new Request.Builder().url(url).post(RequestBody.create(body, JSON)), body).build());
  }

  String read(Response response) {
    return gson.fromJson(response.body().charStream(), CreateAuthorizationResponse.class)
        .getData()
        .getAuthorizationId();
  }

  @Override
  public String call() throws IOException {
    try (Response response = newCall().execute()) {
      return read(response);
    }
  }

  @Override
  public void close() {
    close(httpClient);
  }
}
