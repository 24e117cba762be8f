package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.Samples.sampleRequest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.binancepay.tsp.internal.http.SigningHttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinancePayClientTest {
  @AutoClose private final RawServer server = new RawServer();

  @Test
  void sendsTheRequestOfTheReferencePage() {
    server.client().createAuthorization(sampleRequest());

    assertThat(server.requests())
        .singleElement()
        .asString()
        .startsWith("POST /binancepay/openapi/service/provider/create HTTP/1.1\r\n")
        .endsWith(
            "{\"merchantId\":\"merchant1\",\"scopes\":[\"CONVERT\",\"CHECKOUT\"],"
                + "\"ipWhitelist\":[\"192.168.1.1\",\"192.168.1.2\"]}");
    assertThat(server.headers("Content-Type")).containsExactly("application/json");
    assertThat(server.headers("Accept")).containsExactly("application/json");
  }

  @Test
  void userAgentHasNameAndVersion() {
    server.client().createAuthorization(sampleRequest());

    String userAgent = server.headers("User-Agent").get(0);
    assertThat(userAgent).matches("binance-pay-tsp-client/[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
    String version = userAgent.substring(userAgent.indexOf('/') + 1);
    assertThat(Path.of("pom.xml")).content(UTF_8).contains("<version>" + version + "</version>");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void userAgentStartsWithThatOfTheUser(boolean network) {
    Interceptor naming =
        chain -> chain.proceed(chain.request().newBuilder().header("User-Agent", "shop/7").build());
    OkHttpClient.Builder users = new OkHttpClient.Builder();
    (network ? users.networkInterceptors() : users.interceptors()).add(naming);

    server.client(users.build()).createAuthorization(sampleRequest());

    assertThat(server.headers("User-Agent"))
        .singleElement()
        .asString()
        .matches("shop/7 binance-pay-tsp-client/[0-9].*");
  }

  @Test
  void buildNeedsCredentials() {
    assertThatIllegalStateException()
        .isThrownBy(() -> BinancePayClient.builder().build())
        .withMessage(
            "credentials are required: call .credentials(ApiCredentials.of(apiKey, secretKey)) or"
                + " .credentials(ApiCredentials.fromEnvironment())");
  }

  @Test
  void messagesNameTheArgumentAndTheRemedy() {
    BinancePayClient client = server.client();
    assertThatNullPointerException()
        .isThrownBy(() -> BinancePayClient.builder().clock(null))
        .withMessage("clock is null; leave it out for the default");
    assertThatNullPointerException()
        .isThrownBy(() -> BinancePayClient.builder().httpClient(null))
        .withMessage("httpClient is null; leave it out for the default");
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> client.queryAuthorizations(null), () -> client.findAuthorizations(null))) {
      assertThatIllegalArgumentException()
          .isThrownBy(call)
          .withMessage("request is null; pass a request with its fields set");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinancePayClient.builder().maxConcurrentCalls(0))
        .withMessage("maxConcurrentCalls is 0; use at least 1");
    BinancePayClient.Builder both =
        server.clientBuilder().maxConcurrentCalls(64).httpClient(new OkHttpClient());
    assertThatIllegalStateException()
        .isThrownBy(both::build)
        .withMessageStartingWith("maxConcurrentCalls does not apply to your httpClient; set ");
  }

  @ParameterizedTest
  @CsvSource({"34, 34", "0, 20"})
  void keepsUserSuppliedTimeoutsAndAddsACallTimeout(int callTimeout, int used) {
    List<Integer> seconds = new ArrayList<>();
    Interceptor observer =
        chain -> {
          seconds.add(chain.connectTimeoutMillis() / 1000);
          seconds.add(chain.readTimeoutMillis() / 1000);
          seconds.add(chain.writeTimeoutMillis() / 1000);
          seconds.add((int) Duration.ofNanos(chain.call().timeout().timeoutNanos()).toSeconds());
          return chain.proceed(chain.request());
        };
    OkHttpClient users =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(31))
            .readTimeout(Duration.ofSeconds(32))
            .writeTimeout(Duration.ofSeconds(33))
            .callTimeout(Duration.ofSeconds(callTimeout))
            .addInterceptor(observer)
            .build();

    server.client(users).createAuthorization(sampleRequest());

    assertThat(seconds).containsExactly(31, 32, 33, used);
  }

  @Test
  void defaultsHaveTimeouts() {
    OkHttpClient defaults = SigningHttpClient.own(SigningHttpClient.CONCURRENT_CALLS);

    assertThat(defaults.connectTimeoutMillis()).isEqualTo(5_000);
    assertThat(defaults.readTimeoutMillis()).isEqualTo(10_000);
    assertThat(defaults.writeTimeoutMillis()).isEqualTo(10_000);
    assertThat(defaults.callTimeoutMillis()).isEqualTo(20_000);
  }
}
