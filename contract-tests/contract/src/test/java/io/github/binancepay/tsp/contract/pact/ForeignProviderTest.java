package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

class ForeignProviderTest {
  private static final Map<String, String> KEYS =
      Map.of(
          "provider.url",
          "http://127.0.0.1:8080",
          "provider.apiKey",
          "key",
          "provider.secretKey",
          "secret");

  @Test
  void thereIsNoneWithoutAUrl() {
    assertThat(ForeignProvider.named(name -> null, Map.of())).isEmpty();
  }

  @Test
  void theKeysMayStandInTheEnvironment() {
    ForeignProvider provider =
        ForeignProvider.named(
                Map.of("provider.url", "https://gateway.example/pay")::get,
                Map.of("BINANCE_PAY_API_KEY", "key", "BINANCE_PAY_SECRET_KEY", "secret"))
            .orElseThrow();

    assertThat(provider.apiKey()).isEqualTo("key");
    assertThat(provider.secretKey()).isEqualTo("secret");
    assertThat(provider.merchantId()).isEqualTo("merchant1");
    assertThat(provider.url()).hasPath("/pay");
  }

  @Test
  void aMissingKeyIsNamed() {
    assertThatThrownBy(
            () ->
                ForeignProvider.named(Map.of("provider.url", "http://127.0.0.1:1")::get, Map.of()))
        .hasMessage(
            "-Dprovider.url needs -Dprovider.apiKey too, or the environment variable BINANCE_PAY_API_KEY");
  }

  @Test
  void aUrlThatIsNoneIsNamed() {
    assertThatThrownBy(
            () -> ForeignProvider.named(Map.of("provider.url", "127.0.0.1:8080")::get, Map.of()))
        .hasMessage(
            "-Dprovider.url must be an http or https URL such as http://127.0.0.1:8080, but is: 127.0.0.1:8080");
  }

  @Test
  void theSecretKeyIsNotPrinted() {
    assertThat(ForeignProvider.named(KEYS::get, Map.of()).orElseThrow().toString())
        .doesNotContain("secret");
  }

  @Test
  void aStateIsSetByAPostToTheStateChangeUrl() throws Exception {
    BlockingQueue<String> received = new ArrayBlockingQueue<>(1);
    HttpServer server = stateChanges(received, 200);
    try {
      foreign(server).set(Interactions.TRIGGERS_ON);

      assertThat(received.take())
          .isEqualTo("POST {\"state\":\"" + Interactions.TRIGGERS_ON + "\",\"action\":\"setup\"}");
      assertThat(foreign(server).canSet(Interactions.TRIGGERS_ON)).isTrue();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aStateThatIsRefusedIsNamed() throws IOException {
    HttpServer server = stateChanges(new ArrayBlockingQueue<>(1), 500);
    try {
      assertThatThrownBy(() -> foreign(server).set("a state"))
          .hasMessage("-Dprovider.stateChangeUrl answered HTTP 500 to the state: a state");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void triggersCannotBeSetWithoutAStateChangeUrl() {
    ForeignProvider provider = ForeignProvider.named(KEYS::get, Map.of()).orElseThrow();

    assertThat(provider.canSet(Interactions.TRIGGERS_ON)).isFalse();
    assertThat(provider.canSet(Interactions.MERCHANT_KNOWN)).isTrue();
  }

  private static ForeignProvider foreign(HttpServer server) {
    Map<String, String> properties =
        Map.of(
            "provider.url",
            KEYS.get("provider.url"),
            "provider.apiKey",
            "key",
            "provider.secretKey",
            "secret",
            "provider.stateChangeUrl",
            "http://127.0.0.1:" + server.getAddress().getPort() + "/states");
    return ForeignProvider.named(properties::get, Map.of()).orElseThrow();
  }

  private static HttpServer stateChanges(BlockingQueue<String> received, int status)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/states",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          received.add(exchange.getRequestMethod() + " " + body);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
