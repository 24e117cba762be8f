package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** What a careful program does by hand with OkHttp and Gson, without any of the client's checks. */
final class OkHttpGsonCaller implements Caller {
  private static final MediaType JSON = MediaType.get("application/json");

  private final CreateAuthorizationRequest request = Caller.request();
  private final Gson gson = new Gson();
  private final OkHttpClient httpClient;
  private final HttpUrl url;
  private final boolean readsText;
  private final ThreadLocal<HandSigner> signer = HandSigner.forEachThread(SECRET_KEY);

  /**
   * Makes one.
   *
   * @param callTimeoutSeconds 0 for none, as OkHttp comes
   */
  OkHttpGsonCaller(String url, boolean readsText, int callTimeoutSeconds) {
    this.httpClient =
        OkHttpCaller.httpClient().callTimeout(callTimeoutSeconds, TimeUnit.SECONDS).build();
    this.url = HttpUrl.get(url + PATH);
    this.readsText = readsText;
  }

  @Override
  public void call() throws IOException {
    byte[] body = gson.toJson(request).getBytes(UTF_8);
    Request signed =
        OkHttpCaller.sign(
                new Request.Builder().url(url).post(RequestBody.create(body, JSON)),
                signer.get(),
                body)
            .build();
    try (Response response = httpClient.newCall(signed).execute()) {
      Caller.check(read(response.body()).getData().getAuthorizationId());
    }
  }

  // With the reader, as in OkHttp's recipes; a text takes fewer bytes, if the response is smaller
  // than the buffers of a reader.
  private CreateAuthorizationResponse read(ResponseBody body) throws IOException {
    return readsText
        ? gson.fromJson(body.string(), CreateAuthorizationResponse.class)
        : gson.fromJson(body.charStream(), CreateAuthorizationResponse.class);
  }
}
