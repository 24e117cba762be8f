package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs {@link ProviderVerificationIT} against a provider that does not keep the contract. */
class WrongProviderIT {
  @Test
  void aWrongProviderIsNoticedInEveryInteraction() throws IOException {
    HttpServer provider =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/", WrongProviderIT::answer);
    provider.start();
    try {
      TestExecutionSummary summary = verify("http://127.0.0.1:" + provider.getAddress().getPort());

      assertThat(summary.getTestsFailedCount()).isEqualTo(Interactions.all().size());
      assertThat(summary.getTestsSucceededCount()).isZero();
      assertThat(summary.getFailures())
          .allSatisfy(
              failure ->
                  assertThat(failure.getException())
                      .hasMessageMatching("(?s).*(099999|expected status of).*"));
    } finally {
      provider.stop(0);
    }
  }

  private static TestExecutionSummary verify(String url) {
    Properties before = System.getProperties();
    Properties properties = new Properties();
    properties.putAll(before);
    properties.putAll(
        Map.of(
            "provider.url",
            url,
            "provider.apiKey",
            "key",
            "provider.secretKey",
            "secret",
            "provider.stateChangeUrl",
            url));
    System.setProperties(properties);
    try {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(ProviderVerificationIT.class))
                  .build(),
              listener);
      return listener.getSummary();
    } finally {
      System.setProperties(before);
    }
  }

  /** Of the right shape, but for a code that nobody expects. */
  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    exchange
        .getResponseBody()
        .write("{\"status\": \"SUCCESS\", \"code\": \"099999\"}".getBytes(UTF_8));
    exchange.close();
  }
}
