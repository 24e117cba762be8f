package io.github.binancepay.tsp;

import static io.github.binancepay.tsp.Samples.sampleRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.binancepay.tsp.auth.RequestSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.ConnectionSpec;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of the builder: base URL, HTTP client, limits and credentials. */
class SettingsTest {
  @AutoClose private final RawServer server = new RawServer();

  @ParameterizedTest
  @CsvSource({
    "'',        /binancepay/openapi/service/provider/create",
    "/proxy,    /proxy/binancepay/openapi/service/provider/create",
    "/a/b%20c/, /a/b%20c/binancepay/openapi/service/provider/create"
  })
  void addsThePathOfTheOperation(String path, String target) {
    build(server.origin() + path).createAuthorization(sampleRequest());

    assertThat(server.requests().get(0)).startsWith("POST " + target + " ");
  }

  @Test
  void defaultBaseUrlIsTheProductionServer() {
    BinancePayClient client =
        BinancePayClient.builder().credentials(ApiCredentials.of("key", "secret")).build();

    assertThat(client).hasToString("BinancePayClient[https://bpay.binanceapi.com/]");
  }

  @ParameterizedTest
  @CsvSource({
    ", is null; use a URL such as https://bpay.binanceapi.com",
    "' ', is blank; use a URL such as https://bpay.binanceapi.com",
    "bpay.binanceapi.com, is not an absolute http or https URL: .*no scheme was found.*",
    "127.0.0.1:8080, is not an absolute http or https URL: Expected URL scheme 'http' or 'https'.*",
    "https://bpay binanceapi.com, is not an absolute http or https URL: Invalid URL host.*",
    "http://127.0.0.1:99999, is not an absolute http or https URL: Invalid URL port: \"99999\".*",
    "https://example.com/binancepay/openapi, has the path of the API.*https://example.com",
    "https://example.com:8443/a/binancepay/openapi/b, has the path.*https://example.com:8443/a",
    "http://[::1]:8080/binancepay/openapi/, has the path of the API.*http://\\[::1\\]:8080",
    "http://bpay.binanceapi.com, is not encrypted.*https://bpay.binanceapi.com",
    "http://128.0.0.1, is not encrypted.*https://128.0.0.1",
    "http://127.0.0.1.example.com, is not encrypted.*https://127.0.0.1.example.com",
    "http://evil-localhost, is not encrypted.*https://evil-localhost",
    "http://a.localhost, is not encrypted.*https://a.localhost",
    "http://localhost.example.com, is not encrypted.*https://localhost.example.com",
    "http://[::2], is not encrypted.*https://\\[::2\\]",
  })
  void messageNamesTheProblemOfABaseUrlAndAValidUrl(String baseUrl, String problem) {
    String shown = baseUrl == null || baseUrl.isBlank() ? "" : " " + baseUrl;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessageMatching("baseUrl" + Pattern.quote(shown) + " " + problem)
        .withMessageContaining("; use a URL such as ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://LOCALHOST:8080",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://[::ffff:127.0.0.1]"
      })
  void acceptsHttpsAnywhereAndHttpOnLoopback(String baseUrl) {
    assertThat(build(baseUrl)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://user@example.com, '.* has a user, query or fragment;.* https://example.com'",
    "https://:pa55word@example.com, '.* has a user, query or fragment;.* https://example.com'",
    "https://example.com/?a=pa55word, '.* has a user, query or fragment;.* https://example.com'",
    "https://example.com/#pa55word, '.* has a user, query or fragment;.* https://example.com'",
    "https://user:pa55word@example.com:99999, .* is not an absolute http or https URL: .*",
    "https:user:pa55word@example.com:99999, .* is not an absolute http or https URL: .*",
    "https:\\\\user:p@55word@example.com:99999, .* is not an absolute http or https URL: .*",
    "http://user:pa55word@, .* is not an absolute http or https URL: .*",
  })
  void messageShowsNoUserQueryOrFragment(String baseUrl, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(baseUrl))
        .withMessageMatching(message)
        .withMessageNotContainingAny("user:", "user@", "55word");
  }

  @Test
  void buildRequiresCredentials() {
    assertThatIllegalStateException()
        .isThrownBy(() -> BinancePayClient.builder().build())
        .withMessage(
            "credentials are required: call .credentials(ApiCredentials.of(apiKey, secretKey)) or"
                + " .credentials(ApiCredentials.fromEnvironment())");
  }

  @Test
  void messagesNameTheArgumentAndTheRemedy() {
    assertThatNullPointerException()
        .isThrownBy(() -> BinancePayClient.builder().clock(null))
        .withMessage("clock is null; leave it out for the default");
    assertThatNullPointerException()
        .isThrownBy(() -> BinancePayClient.builder().httpClient(null))
        .withMessage("httpClient is null; leave it out for the default");
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

  @ParameterizedTest
  @MethodSource("oldTls")
  void rejectsAnHttpClientWithOldTls(List<ConnectionSpec> specs) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build(specs))
        .withMessage("httpClient allows TLS older than 1.2; set its connectionSpecs to MODERN_TLS");
  }

  static Stream<List<ConnectionSpec>> oldTls() {
    return Stream.of(
        List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.COMPATIBLE_TLS),
        List.of(allowing(TlsVersion.TLS_1_1)),
        List.of(allowing(TlsVersion.TLS_1_0, TlsVersion.TLS_1_2)),
        // The versions of the runtime.
        List.of(
            new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).allEnabledTlsVersions().build()));
  }

  @Test
  void acceptsAnHttpClientWithModernTls() {
    assertThat(build(new OkHttpClient().connectionSpecs())).isNotNull();
    assertThat(build(List.of(allowing(TlsVersion.TLS_1_3)))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    ", s3cret, apiKey is null or blank; create both keys in the provider's merchant dashboard",
    "'\t\n', s3cret, apiKey is null or blank; create both keys in the provider's merchant dashboard",
    "k3yk3y, , secretKey is null or blank; create both keys in the provider's merchant dashboard",
    "k3yk3y, ' ', secretKey is null or blank; create both keys in the provider's merchant dashboard",
    "' k3yk3y', s3cret, apiKey has white space around it",
    "'k3yk3y\r\n', s3cret, apiKey has white space around it",
    "k3yk3y, '\u3000s3cret', secretKey has white space around it",
    "k3yk3y, 's3cret\n', secretKey has white space around it",
    "'k3yk3y\nk3y', s3cret, apiKey has a character that is not printable ASCII",
    "k3yk3y\u007fk3y, s3cret, apiKey has a character that is not printable ASCII",
    "k3yk3y, s3cret***, secretKey is masked with asterisks",
    "k3yk3y, ***s3cret, secretKey is masked with asterisks",
  })
  void messageNamesTheInvalidKeyAndDoesNotShowIt(String apiKey, String secretKey, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.of(apiKey, secretKey))
        .withMessageStartingWith(problem)
        .withMessageNotContainingAny("k3yk3y", "s3cret");
  }

  @Test
  void rejectsAMissingSignerOrAnInvalidApiKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.withSigner(Samples.API_KEY, null))
        .withMessage("signer is null; pass a PayloadSigner that computes the HMAC");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiCredentials.withSigner("key\n", payload -> payload))
        .withMessageStartingWith("apiKey ");
  }

  @Test
  void keepsBothKeysUnchanged() {
    Map<String, String> environment =
        Map.of("BINANCE_PAY_API_KEY", "a key ~!", "BINANCE_PAY_SECRET_KEY", "*ключ*");
    String signature = new RequestSigner("*ключ*").sign(1, "n", new byte[0]);

    for (ApiCredentials credentials :
        List.of(ApiCredentials.of("a key ~!", "*ключ*"), ApiCredentials.from(environment))) {
      assertThat(credentials.apiKey()).isEqualTo("a key ~!");
      assertThat(credentials.signer().sign(1, "n", new byte[0])).isEqualTo(signature);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BINANCE_PAY_API_KEY,    BINANCE_PAY_SECRET_KEY",
    "BINANCE_PAY_SECRET_KEY, BINANCE_PAY_API_KEY"
  })
  void namesTheEnvironmentVariableThatIsNotSet(String set, String missing) {
    assertThatIllegalStateException()
        .isThrownBy(() -> ApiCredentials.from(Map.of(set, Samples.SECRET_KEY)))
        .withMessage(
            "The environment variable "
                + missing
                + " is not set; set it to the key of the dashboard");
  }

  @ParameterizedTest
  @CsvSource({
    "k3yk3yk3yk3y, 'ApiCredentials[apiKey=k3yk…, secretKey=…]'",
    "k3yk3yk3yk3,  'ApiCredentials[apiKey=…, secretKey=…]'"
  })
  void toStringShowsFourCharactersOfTheApiKey(String apiKey, String printed) {
    assertThat(ApiCredentials.of(apiKey, Samples.SECRET_KEY)).hasToString(printed);
  }

  private static BinancePayClient build(List<ConnectionSpec> specs) {
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of("key", "secret"))
        .httpClient(new OkHttpClient.Builder().connectionSpecs(specs).build())
        .build();
  }

  private static ConnectionSpec allowing(TlsVersion... versions) {
    return new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).tlsVersions(versions).build();
  }

  private static BinancePayClient build(String baseUrl) {
    return BinancePayClient.builder()
        .credentials(ApiCredentials.of("key", "secret"))
        .baseUrl(baseUrl)
        .build();
  }
}
