package io.github.binancepay.tsp.contract.pact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignProviderTest {
  private static final Map<String, String> KEYS =
      Map.of("BINANCE_PAY_API_KEY", "key", "BINANCE_PAY_SECRET_KEY", "secret");

  @Test
  void isNamedByItsUrlAndMayHaveItsKeysFromTheEnvironment() {
    ForeignProvider provider = named("https://gateway.example/pay", KEYS).orElseThrow();

    assertThat(provider.url()).hasPath("/pay");
    assertThat(provider.apiKey()).isEqualTo("key");
    assertThat(provider.secretKey()).isEqualTo("secret");
    assertThat(provider.merchantId()).isEqualTo("merchant1");
    assertThat(provider.toString()).doesNotContain("secret");
    assertThat(ForeignProvider.named(name -> null, KEYS)).isEmpty();
  }

  @Test
  void whatIsMissingOrNotAUrlIsNamed() {
    assertThatThrownBy(() -> named("http://127.0.0.1:1", Map.of()))
        .hasMessage(
            "-Dprovider.url needs -Dprovider.apiKey too, or the environment variable"
                + " BINANCE_PAY_API_KEY");
    for (String url : List.of("127.0.0.1:8080", "localhost:8080", "ftp://localhost")) {
      assertThatThrownBy(() -> named(url, KEYS))
          .hasMessage(
              "-Dprovider.url must be an http or https URL such as http://127.0.0.1:8080, but is: "
                  + url);
    }
  }

  @Test
  void withoutAStateChangeUrlAllButTheTriggersAreTakenToBeSet() {
    ForeignProvider provider = named("http://127.0.0.1:1", KEYS).orElseThrow();

    assertThat(provider.canSet(Interactions.TRIGGERS_ON)).isFalse();
    assertThat(provider.canSet(Interactions.MERCHANT_KNOWN)).isTrue();
  }

  @Test
  void aStateThatCannotBeSetIsAnError() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      ForeignProvider provider =
          ForeignProvider.named(
                  Map.of("provider.url", url, "provider.stateChangeUrl", url)::get, KEYS)
              .orElseThrow();

      assertThat(provider.canSet(Interactions.TRIGGERS_ON)).isTrue();
      assertThatThrownBy(() -> provider.set("a state"))
          .isInstanceOf(IOException.class)
          .hasMessage("-Dprovider.stateChangeUrl answered HTTP 404 to the state: a state");
    } finally {
      server.stop(0);
    }
  }

  private static Optional<ForeignProvider> named(String url, Map<String, String> environment) {
    return ForeignProvider.named(Map.of("provider.url", url)::get, environment);
  }
}
