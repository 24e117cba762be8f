package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.binancepay.tsp.contract.pact.PactFile.Recorded;
import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
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
 * Runs {@link ProviderVerificationIT} against providers that it does not start. Isolated, because
 * system properties name them.
 */
@Isolated
class ForeignProviderIT {
  private final Set<String> received = new ConcurrentSkipListSet<>();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @Test
  void skipsInteractionsWhoseStateCannotBeSet() throws IOException {
    try (Sandbox sandbox =
        Sandbox.builder()
            .window(Duration.ofSeconds(10))
            .credentials("key", "secret")
            .noMerchants()
            .merchant("merchant-of-a-team", "Merchant One")
            .start()) {
      TestExecutionSummary summary =
          verify(Map.of("url", sandbox.baseUrl(), "merchantId", "merchant-of-a-team"));

      assertThat(summary.getFailures()).isEmpty();
      assertThat(summary.getTestsSucceededCount()).isEqualTo(13);
      assertThat(summary.getTestsAbortedCount()).isEqualTo(PactFile.interactions().size() - 13);
      assertThat(output.toString(UTF_8).lines())
          .hasSize(PactFile.interactions().size() - 13)
          .allMatch(line -> line.startsWith("Skipped, because the provider state cannot be set: "));
    }
  }

  @Test
  void failureNamesInteractionAndMismatch() throws IOException {
    HttpServer provider =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/", this::respondWithAnotherCode);
    provider.start();
    String url = "http://127.0.0.1:" + provider.getAddress().getPort();
    try {
      TestExecutionSummary summary =
          verify(Map.of("url", url + "/pay", "stateChangeUrl", url + "/states"));

      List<String> messages =
          summary.getFailures().stream().map(each -> each.getException().getMessage()).toList();
      for (Recorded interaction : PactFile.interactions()) {
        assertThat(messages)
            .anyMatch(
                message ->
                    message.matches("(?s)" + interaction + ": .*(099999|expected status of).*"));
        assertThat(received).contains("/pay" + interaction.path());
        for (String state : interaction.states()) {
          assertThat(received)
              .contains("/states {\"action\":\"setup\",\"state\":\"" + state + "\",\"params\":{}}");
        }
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
    PrintStream console = System.out;
    System.setOut(new PrintStream(output, true, UTF_8));
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
      System.setOut(console);
    }
  }

  private void respondWithAnotherCode(HttpExchange exchange) throws IOException {
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
