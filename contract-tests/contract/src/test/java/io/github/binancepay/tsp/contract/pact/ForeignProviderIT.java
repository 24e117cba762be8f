package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs {@link ProviderVerificationIT} against providers that it did not start. Isolated, since
 * those are named by system properties.
 */
@Isolated
class ForeignProviderIT {
  private final Set<String> received = new ConcurrentSkipListSet<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void aProviderThatKeepsTheContractPassesInTheStatesThatItIsIn() throws IOException {
    int skipped =
        Interactions.all().stream()
            .filter(each -> each.state().isPresent())
            .filter(each -> !Interactions.OF_ANY_PROVIDER.contains(each.state().get()))
            .toList()
            .size();
    try (Sandbox provider =
        Sandbox.builder()
            .window(Duration.ofSeconds(10))
            .credentials("key", "secret")
            .noMerchants()
            .merchant("merchant-of-a-team", "Merchant One")
            .start()) {
      TestExecutionSummary summary =
          verify(Map.of("url", provider.baseUrl(), "merchantId", "merchant-of-a-team"));

      assertThat(summary.getFailures()).isEmpty();
      assertThat(printed.toString(UTF_8).lines()).hasSize(1 + skipped);
      assertThat(summary.getTestsAbortedCount()).isEqualTo(skipped);
      assertThat(summary.getTestsSucceededCount()).isEqualTo(Interactions.all().size() - skipped);
    }
  }

  @Test
  void aWrongProviderIsNoticedInEveryInteraction() throws IOException {
    HttpServer provider =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/", this::answer);
    provider.start();
    String url = "http://127.0.0.1:" + provider.getAddress().getPort();
    try {
      TestExecutionSummary summary =
          verify(Map.of("url", url + "/pay", "stateChangeUrl", url + "/states"));

      assertThat(summary.getTestsFailedCount()).isEqualTo(Interactions.all().size());
      assertThat(summary.getFailures())
          .allSatisfy(
              failure ->
                  assertThat(failure.getException())
                      .hasMessageMatching("(?s).*(099999|expected status of).*"));
      for (Interactions.Interaction interaction : Interactions.all()) {
        assertThat(received).contains("/pay" + interaction.operation().path());
        interaction
            .state()
            .map("/states {\"state\":\"%s\",\"action\":\"setup\"}"::formatted)
            .ifPresent(change -> assertThat(received).contains(change));
      }
    } finally {
      provider.stop(0);
    }
  }

  private TestExecutionSummary verify(Map<String, String> provider) {
    Properties before = System.getProperties();
    Properties properties = new Properties();
    properties.putAll(before);
    properties.putAll(Map.of("provider.apiKey", "key", "provider.secretKey", "secret"));
    provider.forEach((name, value) -> properties.setProperty("provider." + name, value));
    System.setProperties(properties);
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
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
      System.setOut(out);
      System.setProperties(before);
    }
  }

  /** Of the right shape, but for a code that nobody expects. */
  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().getPath();
    received.add(path.equals("/states") ? path + " " + body : path);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    exchange
        .getResponseBody()
        .write("{\"status\": \"SUCCESS\", \"code\": \"099999\"}".getBytes(UTF_8));
    exchange.close();
  }
}
