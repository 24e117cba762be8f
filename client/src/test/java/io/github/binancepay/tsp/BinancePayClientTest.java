package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.MockProvider.created;
import static io.github.binancepay.tsp.MockProvider.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.binancepay.tsp.api.AuthorizationApi;
import io.github.binancepay.tsp.model.CreateAuthorizationResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.RecordedRequest;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import retrofit2.Response;

class BinancePayClientTest {
  @AutoClose private final MockProvider provider = new MockProvider();

  @Test
  void sendsTheRequestOfTheReferencePage() throws Exception {
    provider.clientBuilder().build().createAuthorization(sampleRequest());

    RecordedRequest received = provider.takeRequest();
    assertThat(received.getMethod()).isEqualTo("POST");
    assertThat(received.getTarget()).isEqualTo("/binancepay/openapi/service/provider/create");
    assertThat(received.getHeaders().values("Content-Type")).containsExactly("application/json");
    assertThat(received.getHeaders().values("Accept")).containsExactly("application/json");
    assertThat(received.getBody().utf8())
        .isEqualTo(
            "{\"merchantId\":\"merchant1\",\"scopes\":[\"CONVERT\",\"CHECKOUT\"],"
                + "\"ipWhitelist\":[\"192.168.1.1\",\"192.168.1.2\"]}");
  }

  @Test
  void sendsTextAsItIsAndNotEscapedForHtml() throws Exception {
    provider.clientBuilder().build().createAuthorization(sampleRequest().merchantId("<ü&'=>"));

    assertThat(provider.takeRequest().getBody().utf8()).startsWith("{\"merchantId\":\"<ü&'=>\",");
  }

  @Test
  void tellsItsNameAndTheVersionOfThePom() throws Exception {
    provider.clientBuilder().build().createAuthorization(sampleRequest());

    String userAgent = provider.takeRequest().getHeaders().get("User-Agent");
    assertThat(userAgent).matches("binance-pay-tsp-client/[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    String version = userAgent.substring(userAgent.indexOf('/') + 1);
    assertThat(Path.of("pom.xml")).content().contains("<version>" + version + "</version>");
  }

  @Test
  void returnsEveryFieldOfTheResponse() {
    assertThat(provider.clientBuilder().build().createAuthorization(sampleRequest()))
        .isEqualTo(created());
  }

  @Test
  void quotesThePageOfTheNetworkInFront() {
    provider.answers(403, "<html><body><h1>403 Forbidden</h1></body></html>");

    assertThatExceptionOfType(MalformedResponseException.class)
        .isThrownBy(() -> provider.clientBuilder().build().createAuthorization(sampleRequest()))
        .withMessage("Unexpected response (HTTP 403), not JSON: 403 Forbidden");
  }

  @Test
  void theGeneratedInterfaceIsSignedToo() throws Exception {
    AuthorizationApi api = provider.clientBuilder().build().api();

    Response<CreateAuthorizationResponse> response =
        api.createAuthorization(sampleRequest()).execute();

    assertThat(response.body().getData().getAuthorizationId()).isEqualTo("authId1");
    assertThat(provider.takeRequest().getHeaders().get("BinancePay-Signature"))
        .matches("[0-9A-F]{128}");
  }

  @Test
  void needsCredentials() {
    assertThatIllegalStateException()
        .isThrownBy(() -> BinancePayClient.builder().build())
        .withMessage(
            "credentials are required: call .credentials(ApiCredentials.of(apiKey, secretKey)) or"
                + " .credentials(ApiCredentials.fromEnvironment())");
  }

  @Test
  void needsAClock() {
    assertThatNullPointerException()
        .isThrownBy(() -> BinancePayClient.builder().clock(null))
        .withMessageStartingWith("clock is null");
  }

  @Test
  void leavesTheCallersHttpClientAsItIsAndSharesItsConnections() {
    OkHttpClient callers =
        new OkHttpClient.Builder().addInterceptor(c -> c.proceed(c.request())).build();

    provider.clientBuilder().httpClient(callers).build().createAuthorization(sampleRequest());

    assertThat(callers.interceptors()).hasSize(1);
    assertThat(callers.networkInterceptors()).isEmpty();
    assertThat(callers.followRedirects()).isTrue();
    assertThat(callers.followSslRedirects()).isTrue();
    assertThat(callers.callTimeoutMillis()).isZero();
    assertThat(callers.connectionPool().connectionCount()).isEqualTo(1);
  }

  @Test
  void keepsTheCallersTimeouts() {
    OkHttpClient.Builder callers =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(31))
            .readTimeout(Duration.ofSeconds(32))
            .writeTimeout(Duration.ofSeconds(33))
            .callTimeout(Duration.ofSeconds(34));

    assertThat(timeoutsOfACall(callers)).containsExactly(31_000L, 32_000L, 33_000L, 34_000L);
  }

  @Test
  void givesACallAnEndIfTheCallersHttpClientDoesNot() {
    assertThat(timeoutsOfACall(new OkHttpClient.Builder()))
        .containsExactly(10_000L, 10_000L, 10_000L, 20_000L);
  }

  @Test
  void givesACallAnEndWithoutAnHttpClientOfTheCallers() {
    var call = provider.clientBuilder().build().api().createAuthorization(sampleRequest());

    assertThat(Duration.ofNanos(call.timeout().timeoutNanos())).isEqualTo(Duration.ofSeconds(20));
  }

  private List<Long> timeoutsOfACall(OkHttpClient.Builder callers) {
    List<Long> millis = new ArrayList<>();
    Interceptor observer =
        chain -> {
          millis.add((long) chain.connectTimeoutMillis());
          millis.add((long) chain.readTimeoutMillis());
          millis.add((long) chain.writeTimeoutMillis());
          millis.add(Duration.ofNanos(chain.call().timeout().timeoutNanos()).toMillis());
          return chain.proceed(chain.request());
        };
    provider
        .clientBuilder()
        .httpClient(callers.addInterceptor(observer).build())
        .build()
        .createAuthorization(sampleRequest());
    return millis;
  }
}
