package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedProviderTest {
  private static final Map<String, String> KEYS =
      Map.of("BINANCE_PAY_API_KEY", "key", "BINANCE_PAY_SECRET_KEY", "secret");

  @Test
  void readsUrlFromPropertyAndKeysFromEnvironment() {
    VerifiedProvider provider = named("https://gateway.example/pay", KEYS).orElseThrow();

    assertThat(provider.url()).hasPath("/pay");
    assertThat(provider.apiKey()).isEqualTo("key");
    assertThat(provider.secretKey()).isEqualTo("secret");
    assertThat(provider.merchantId()).isEqualTo("merchant1");
    assertThat(provider.toString()).doesNotContain("secret");
    assertThat(VerifiedProvider.named(name -> null, KEYS)).isEmpty();
  }

  @Test
  void namesMissingKey() {
    assertThatThrownBy(() -> named("http://127.0.0.1:1", Map.of()))
        .hasMessage(
            "-Dprovider.url needs -Dprovider.apiKey too, or the environment variable"
                + " BINANCE_PAY_API_KEY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "ftp://localhost"})
  void rejectsUrlThatIsNotHttp(String url) {
    assertThatThrownBy(() -> named(url, KEYS))
        .hasMessage(
            "-Dprovider.url must be an http or https URL such as http://127.0.0.1:8080, but is: "
                + url);
  }

  private static Optional<VerifiedProvider> named(String url, Map<String, String> environment) {
    return VerifiedProvider.named(Map.of("provider.url", url)::get, environment);
  }
}
