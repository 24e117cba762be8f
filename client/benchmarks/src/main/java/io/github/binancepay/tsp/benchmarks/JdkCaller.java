package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The same by hand with the JDK's own client; HTTP/1.1, so that it asks for no upgrade. */
final class JdkCaller implements Caller {
  private final CreateAuthorizationRequest request = Caller.request();
  private final Gson gson = new Gson();
  private final HttpClient httpClient =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;
  private final ThreadLocal<HandSigner> signer = HandSigner.forEachThread(SECRET_KEY);

  JdkCaller(String url) {
    this.url = URI.create(url + PATH);
  }

  @Override
  public void call() throws IOException, InterruptedException {
    byte[] body = gson.toJson(request).getBytes(UTF_8);
    String[] values = signer.get().sign(body);
    HttpRequest signed =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("BinancePay-Timestamp", values[0])
            .header("BinancePay-Nonce", values[1])
            .header("BinancePay-Certificate-SN", API_KEY)
            .header("BinancePay-Signature", values[2])
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    String json = httpClient.send(signed, HttpResponse.BodyHandlers.ofString()).body();
    Caller.check(
        gson.fromJson(json, CreateAuthorizationResponse.class).getData().getAuthorizationId());
  }
}
