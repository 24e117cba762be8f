package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.InstanceOfAssertFactories.iterable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.ApiException;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.model.AuthorizationRecord;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Runs what the README says of metrics, tracing and proxies. Isolated, since a proxy is a setting
 * of the whole JVM.
 */
@Isolated
@ExtendWith(SandboxExtension.class)
class ObservedClientsTest {
  private static final ApiCredentials CREDENTIALS =
      ApiCredentials.of(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY);
  // Its name is never resolved.
  private static final String PROVIDER = "pay.example";
  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().addSubjectAlternativeName(PROVIDER).build();

  private final Sandbox sandbox;

  ObservedClientsTest(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Test
  void aListenerHearsOfEachCallOnceAndACreateIsSentOnce() {
    List<String> log = new ArrayList<>();
    EventListener.Factory listeners = call -> new CallTimes(log::add);
    try (BinancePayClient client =
        client(new OkHttpClient.Builder().eventListenerFactory(listeners))) {
      client.queryScopes();
      assertThatThrownBy(() -> create(client, "sandbox-drop"))
          .isInstanceOf(TransportException.class);

      assertThat(log)
          .satisfiesExactly(
              line -> assertThat(line).matches(".*/provider/config/query ended after [0-9]+ ms"),
              line -> assertThat(line).matches(".*/provider/create failed after [0-9]+ ms"));
      assertThat(client.authorizations("sandbox-drop"))
          .extracting(AuthorizationRecord::getMerchantId)
          .containsExactly("sandbox-drop");
    }
  }

  @Test
  void onlyTheRequestThatIsSentHoldsKeyAndSignature() {
    List<Headers> ofCall = new ArrayList<>();
    List<Headers> sent = new ArrayList<>();
    EventListener listener =
        new EventListener() {
          @Override
          public void requestHeadersEnd(Call call, Request request) {
            ofCall.add(call.request().headers());
            sent.add(request.headers());
          }
        };

    try (BinancePayClient client = client(new OkHttpClient.Builder().eventListener(listener))) {
      client.queryScopes();
    }

    assertThat(ofCall).singleElement().asString().doesNotContain("BinancePay-");
    assertThat(sent)
        .singleElement()
        .extracting(Headers::names, iterable(String.class))
        .contains("BinancePay-Certificate-SN", "BinancePay-Signature");
  }

  @Test
  void micrometerCountsByOperationAndNoTagHoldsASecret() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (BinancePayClient client =
        ObservedClients.measured(CREDENTIALS, sandbox.baseUrl(), registry)) {
      create(client, Sandbox.DEFAULT_MERCHANT_ID);
      create(client, Sandbox.DEFAULT_MERCHANT_ID);
      assertThatThrownBy(() -> create(client, "nobody")).isInstanceOf(ApiException.class);
    }

    String path = "/binancepay/openapi/service/provider/create";
    assertThat(registry.get("binance.pay.calls").tags("uri", path, "status", "200").timer().count())
        .isEqualTo(2);
    assertThat(registry.get("binance.pay.calls").tags("uri", path, "status", "400").timer().count())
        .isEqualTo(1);
    assertThat(registry.getMeters())
        .hasSize(2)
        .extracting(Meter::getId)
        .allSatisfy(
            id ->
                assertThat(id.getTags())
                    .extracting(Tag::getKey)
                    .contains("method", "status", "outcome", "uri")
                    .filteredOn(key -> !key.matches("host|target[.](scheme|host|port)"))
                    .hasSize(4))
        .allSatisfy(
            id ->
                assertThat(id.toString())
                    .doesNotContain(Sandbox.DEFAULT_API_KEY, "BinancePay-", "merchant1"));
  }

  @Test
  void micrometerNamesNoOperationUnlessItIsTold() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    EventListener listener = OkHttpMetricsEventListener.builder(registry, "calls").build();

    try (BinancePayClient client = client(new OkHttpClient.Builder().eventListener(listener))) {
      client.queryScopes();
    }

    assertThat(registry.get("calls").timer().getId().getTag("uri")).isEqualTo("none");
  }

  /** As Micrometer Tracing does, which sends the span's id with the request. */
  @Test
  void micrometerObservesEachCallAndItsHeadersAreSentWithTheSignedRequest() {
    List<Request> sent = new ArrayList<>();
    List<String> observed = new ArrayList<>();
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(
            new ObservationHandler<SenderContext<Object>>() {
              @Override
              public void onStart(SenderContext<Object> context) {
                context.getSetter().set(context.getCarrier(), "traceparent", "00-1-2-01");
              }

              @Override
              public void onStop(SenderContext<Object> context) {
                observed.add(context.getName() + " " + context.getLowCardinalityKeyValues());
                observed.add(String.valueOf(context.getHighCardinalityKeyValues()));
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return context instanceof SenderContext;
              }
            });
    Interceptor recorder =
        chain -> {
          Response response = chain.proceed(chain.request());
          sent.add(response.networkResponse().request());
          return response;
        };

    try (BinancePayClient client =
        client(ObservedClients.traced(observations).addInterceptor(recorder))) {
      client.queryScopes();
    }

    assertThat(sent)
        .singleElement()
        .extracting(Request::headers, type(Headers.class))
        .satisfies(
            headers -> {
              assertThat(headers.get("traceparent")).isEqualTo("00-1-2-01");
              assertThat(headers.get("BinancePay-Signature")).matches("[0-9A-F]{128}");
            });
    assertThat(observed).hasSize(2);
    assertThat(String.join("\n", observed))
        .startsWith("binance.pay.calls ")
        .doesNotContain(Sandbox.DEFAULT_API_KEY, "BinancePay-");
  }

  @Test
  void theProxyOfTheJdkIsAskedForATunnelAndOnlyTheProviderGetsTheSignature() throws Exception {
    try (MockWebServer proxy = proxy()) {
      proxy.enqueue(tunnel(200));
      proxy.enqueue(new MockResponse(400, Headers.EMPTY, "{'code':'400005'}".replace('\'', '"')));

      assertThat(create(proxy, "password")).isInstanceOf(ApiException.class);

      assertThat(proxy.getRequestCount()).isEqualTo(2);
      RecordedRequest tunnel = proxy.takeRequest();
      assertThat(tunnel.getRequestLine()).isEqualTo("CONNECT " + PROVIDER + ":443 HTTP/1.1");
      assertThat(tunnel.getHeaders().get("Proxy-Authorization"))
          .isEqualTo(Credentials.basic("user", "password"));
      assertThat(tunnel.getHeaders().toString()).doesNotContain("BinancePay", "sandbox");
      RecordedRequest create = proxy.takeRequest();
      assertThat(create.getHeaders().get("BinancePay-Signature")).isNotEmpty();
      assertThat(create.getHeaders().get("Proxy-Authorization")).isNull();
    }
  }

  @Test
  void aPasswordThatTheProxyRefusesEndsTheCallBeforeAnythingIsSent() throws Exception {
    try (MockWebServer proxy = proxy()) {
      proxy.enqueue(tunnel(407));

      assertNothingSent(create(proxy, "wrong-password"));

      assertThat(proxy.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void theClientsOwnHttpClientUsesTheProxyToo() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    try (MockWebServer proxy = proxy()) {
      proxy.enqueue(tunnel(407));
      ProxySelector.setDefault(
          ProxySelector.of(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getPort())));
      BinancePayClient client =
          BinancePayClient.builder()
              .credentials(CREDENTIALS)
              .baseUrl("https://" + PROVIDER)
              .build();

      assertNothingSent(catchException(() -> create(client, "merchant1")));

      assertThat(proxy.takeRequest().getMethod()).isEqualTo("CONNECT");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  private static void assertNothingSent(Exception refused) {
    assertThat(refused)
        .hasMessageContaining("authenticate with proxy")
        .hasMessageNotContaining("password");
    assertThat(((TransportException) refused).requestMayHaveBeenSent()).isFalse();
  }

  private static MockWebServer proxy() throws IOException {
    MockWebServer proxy = new MockWebServer();
    proxy.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(CERTIFICATE)
            .build()
            .sslSocketFactory());
    proxy.start(InetAddress.getLoopbackAddress(), 0);
    return proxy;
  }

  private static MockResponse tunnel(int code) {
    return new MockResponse.Builder()
        .inTunnel()
        .code(code)
        .addHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
        .build();
  }

  /**
   * What creating an authorization at the provider ends with, with the JDK's setting of a proxy.
   */
  private static Exception create(MockWebServer proxy, String password) {
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();
    OkHttpClient httpClient =
        ObservedClients.behindAProxy("user", password)
            .newBuilder()
            .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
            .build();
    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.proxyPort", String.valueOf(proxy.getPort()));
    try (BinancePayClient client =
        BinancePayClient.builder()
            .credentials(CREDENTIALS)
            .baseUrl("https://" + PROVIDER)
            .httpClient(httpClient)
            .build()) {
      return catchException(() -> create(client, "merchant1"));
    } finally {
      System.clearProperty("https.proxyHost");
      System.clearProperty("https.proxyPort");
    }
  }

  private BinancePayClient client(OkHttpClient.Builder httpClient) {
    return BinancePayClient.builder()
        .credentials(CREDENTIALS)
        .baseUrl(sandbox.baseUrl())
        .httpClient(httpClient.build())
        .build();
  }

  private static void create(BinancePayClient client, String merchantId) {
    client.createAuthorization(
        new CreateAuthorizationRequest()
            .merchantId(merchantId)
            .scopes(List.of("CONVERT"))
            .ipWhitelist(List.of("192.168.1.1")));
  }
}
