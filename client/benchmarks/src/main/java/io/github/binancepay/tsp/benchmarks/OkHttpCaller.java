package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp with a fixed body, whose response is read and not understood. */
final class OkHttpCaller implements Caller {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final byte[] BODY =
      ("{\"merchantId\":\"1000135331248\",\"scopes\":[\"CONVERT\",\"CHECKOUT\"],"
              + "\"ipWhitelist\":[\"192.168.1.1\",\"192.168.1.2\"]}")
          .getBytes(UTF_8);

  private final OkHttpClient httpClient = httpClient().build();
  private final HttpUrl url;
  private final RequestBody requestBody = RequestBody.create(BODY, JSON);
  private final ThreadLocal<HandSigner> signer;

  OkHttpCaller(String url, boolean signed) {
    this.url = HttpUrl.get(url + PATH);
    this.signer = signed ? HandSigner.forEachThread(SECRET_KEY) : null;
  }

  /** With as many idle connections as the client keeps, and otherwise as it comes. */
  static OkHttpClient.Builder httpClient() {
    return new OkHttpClient.Builder().connectionPool(new ConnectionPool(64, 1, TimeUnit.MINUTES));
  }

  static Request.Builder sign(Request.Builder request, HandSigner signer, byte[] body) {
    String[] values = signer.sign(body);
    return request
        .header("BinancePay-Timestamp", values[0])
        .header("BinancePay-Nonce", values[1])
        .header("BinancePay-Certificate-SN", API_KEY)
        .header("BinancePay-Signature", values[2]);
  }

  @Override
  public void call() throws IOException {
    Request.Builder request = new Request.Builder().url(url).post(requestBody);
    if (signer != null) {
      sign(request, signer.get(), BODY);
    }
    try (Response response = httpClient.newCall(request.build()).execute()) {
      if (response.code() != 200 || response.body().bytes().length == 0) {
        throw new IOException("HTTP " + response.code());
      }
    }
  }
}
