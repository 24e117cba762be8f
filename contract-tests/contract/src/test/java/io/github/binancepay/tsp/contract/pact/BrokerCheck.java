package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs the commands of {@code CI.md} that talk to a Pact Broker, against one that records what it
 * is sent. Only in the profile {@code broker}: it starts Maven again, which fetches the plugin.
 */
class BrokerCheck {
  private static final Path PACT_FILE =
      Path.of("target/pacts/binance-pay-tsp-client-binance-pay.json");

  private final Map<String, String> received = new ConcurrentHashMap<>();
  private HttpServer broker;
  private volatile boolean deployable = true;

  @BeforeEach
  void startBroker() throws IOException {
    broker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    broker.createContext("/", this::answer);
    broker.start();
  }

  @AfterEach
  void stopBroker() {
    broker.stop(0);
  }

  @Test
  void thePactArrivesAtTheBroker() throws Exception {
    assertThat(maven("publish", "-Dpact.projectVersion=1.2.3")).isZero();

    JsonObject sent =
        JsonParser.parseString(received.get("POST /contracts/publish")).getAsJsonObject();
    JsonObject contract = sent.getAsJsonArray("contracts").get(0).getAsJsonObject();
    String pact =
        new String(Base64.getDecoder().decode(contract.get("content").getAsString()), UTF_8);
    assertThat(sent.get("pacticipantVersionNumber").getAsString()).isEqualTo("1.2.3");
    assertThat(contract.get("providerName").getAsString()).isEqualTo("binance-pay");
    assertThat(JsonParser.parseString(pact).getAsJsonObject().get("interactions"))
        .isEqualTo(
            JsonParser.parseString(Files.readString(PACT_FILE))
                .getAsJsonObject()
                .get("interactions"));
  }

  @Test
  void theBuildFailsIfTheBrokerForbidsToDeployTheClient() throws Exception {
    assertThat(mayBeDeployed()).isTrue();
    assertThat(received.keySet())
        .anySatisfy(
            request ->
                assertThat(request)
                    .startsWith("GET /matrix?")
                    .contains("[pacticipant]=binance-pay-tsp-client", "[version]=1.2.3"));

    deployable = false;
    assertThat(mayBeDeployed()).isFalse();
  }

  private boolean mayBeDeployed() throws Exception {
    return maven(
            "can-i-deploy",
            "-Dpacticipant=binance-pay-tsp-client",
            "-DpacticipantVersion=1.2.3",
            "-DtoEnvironment=production")
        == 0;
  }

  private int maven(String goal, String... properties) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "au.com.dius.pact.provider:maven:" + goal,
                "-Dpact.broker.url=http://127.0.0.1:" + broker.getAddress().getPort()));
    command.addAll(List.of(properties));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Path.of("target/broker-" + goal + ".log").toFile())
        .start()
        .waitFor();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    received.put(request, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    String publish =
        "http://127.0.0.1:" + broker.getAddress().getPort() + exchange.getHttpContext().getPath();
    String answer =
        request.startsWith("GET /matrix")
            ? "{\"summary\": {\"deployable\": " + deployable + ", \"reason\": \"A stand-in's.\"}}"
            : "{\"_links\": {\"pb:publish-contracts\": {\"href\": \""
                + publish
                + "contracts/publish\"}}, \"notices\": []}";
    exchange.getResponseHeaders().set("Content-Type", "application/hal+json");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(answer.getBytes(UTF_8));
    exchange.close();
  }
}
