package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.contract.ClientCalls;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationTextPublisher;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Credentials;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests the samples for metrics, tracing and proxies. */
@ExtendWith(SandboxExtension.class)
class ObservedClientTest {
  private static final ApiCredentials CREDENTIALS =
      ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY);

  @Test
  void metricsAndTracesContainPathsAndNoSecrets(Sandbox sandbox) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    List<String> traces = new ArrayList<>();
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(new ObservationTextPublisher(traces::add));
    try (BinancePayClient client =
        ObservedClient.create(sandbox.baseUrl(), CREDENTIALS, meters, observations)) {
      client.queryScopes();
      assertThatThrownBy(() -> client.createAuthorization(ClientCalls.request("nobody")))
          .isInstanceOf(ApiException.class);
    }

    String calls = "binance.pay.calls";
    String path = "/binancepay/openapi/service/provider/";
    assertThat(meters.find(calls).tags("uri", path + "config/query", "status", "200").timers())
        .hasSize(1);
    assertThat(meters.find(calls).tags("uri", path + "create", "status", "400").timers())
        .hasSize(1);
    assertThat(traces).filteredOn(line -> line.contains("STOP")).hasSize(2);
    assertThat(traces + meters.getMetersAsString())
        .doesNotContain(Sandbox.DEFAULT_API_KEY, "BinancePay-", "nobody");
  }

  @Test
  void sendsNoRequestWhenProxyRejectsPassword() throws Exception {
    try (MockWebServer proxy = new MockWebServer()) {
      proxy.start(InetAddress.getLoopbackAddress(), 0);
      proxy.enqueue(
          new MockResponse.Builder()
              .inTunnel()
              .code(407)
              .addHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
              .build());
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getPort());
      OkHttpClient httpClient =
          ProxyClient.create("user", "password")
              .newBuilder()
              .proxy(new Proxy(Proxy.Type.HTTP, address))
              .build();
      try (BinancePayClient client =
          BinancePayClient.builder()
              .baseUrl("https://pay.example")
              .credentials(CREDENTIALS)
              .httpClient(httpClient)
              .build()) {
        assertThatThrownBy(() -> client.createAuthorization(ClientCalls.request("merchant1")))
            .isInstanceOfSatisfying(
                TransportException.class, e -> assertThat(e.requestMayHaveBeenSent()).isFalse());
      }
      assertThat(proxy.getRequestCount()).isEqualTo(1);
      Headers sent = proxy.takeRequest().getHeaders();
      assertThat(sent.get("Proxy-Authorization")).isEqualTo(Credentials.basic("user", "password"));
      assertThat(sent.names()).noneMatch(name -> name.startsWith("BinancePay"));
    }
  }
}
