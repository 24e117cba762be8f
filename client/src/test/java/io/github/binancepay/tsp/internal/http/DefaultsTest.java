package io.github.binancepay.tsp.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.binancepay.tsp.MockProvider;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does to whom nothing is said. */
class DefaultsTest {
  @AutoClose private final MockProvider provider = new MockProvider();

  @Test
  void timeoutsAndCallsAtOnce() {
    OkHttpClient defaults = SigningHttpClient.withDefaults();

    assertThat(defaults.connectTimeoutMillis()).isEqualTo(5_000);
    assertThat(defaults.readTimeoutMillis()).isEqualTo(10_000);
    assertThat(defaults.writeTimeoutMillis()).isEqualTo(10_000);
    assertThat(defaults.callTimeoutMillis()).isEqualTo(20_000);
    assertThat(defaults.dispatcher().getMaxRequests()).isEqualTo(64);
    assertThat(defaults.dispatcher().getMaxRequestsPerHost()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCallersNameComesFirst(boolean network) throws Exception {
    Interceptor naming =
        chain -> chain.proceed(chain.request().newBuilder().header("User-Agent", "shop/7").build());
    OkHttpClient.Builder callers = new OkHttpClient.Builder();
    provider
        .clientBuilder()
        .httpClient(
            (network ? callers.addNetworkInterceptor(naming) : callers.addInterceptor(naming))
                .build())
        .build()
        .createAuthorization(MockProvider.sampleRequest());

    assertThat(provider.takeRequest().getHeaders().values("User-Agent"))
        .singleElement()
        .asString()
        .matches("shop/7 binance-pay-tsp-client/[0-9].*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil-localhost", "localhost.example.com", "a.localhost", "128.0.0.1"})
  void httpIsRefusedToWhatOnlyLooksLikeALoopbackAddress(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaseUrl.check("http://" + host))
        .withMessageStartingWith("baseUrl must be https");
  }
}
