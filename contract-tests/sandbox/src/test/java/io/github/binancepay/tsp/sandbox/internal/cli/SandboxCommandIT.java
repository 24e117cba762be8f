package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.Reply;
import io.github.binancepay.tsp.sandbox.SandboxFixture;
import io.github.binancepay.tsp.sandbox.TestReceiver;
import io.github.binancepay.tsp.sandbox.TestRequest;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged sandbox as its users do, as a process. */
// Reading from a process cannot be interrupted, hence a thread that can be given up.
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
class SandboxCommandIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path JAR = Path.of("target", "binance-pay-sandbox.jar");
  private static final String READY = "Binance Pay sandbox listening on ";

  private Process process;

  @AfterEach
  void end() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void printsItsSettingsAndStopsAfterTheResponseInFlight()
      throws IOException, InterruptedException {
    run("--port", "0");
    String baseUrl = baseUrl();

    assertThat(baseUrl).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*");
    assertThat(process.inputReader(UTF_8).lines().limit(7))
        .containsExactly(
            "  API key     sandbox-api-key",
            "  secret key  sandbox-secret-key",
            "  merchant    merchant1 (Merchant One)",
            "  webhook     none, see --webhook-url",
            "  console     " + baseUrl + "/",
            "  reached by  this machine only",
            "  state       in memory: a restart forgets authorizations and the webhook key"
                + " (--webhook-key FILE keeps it)");
    Reply failure = ago(Duration.ofSeconds(10)).sendTo(baseUrl).assertFailure("400003");
    assertThat(failure.httpStatus()).isEqualTo(400);
    try (Socket socket = SandboxFixture.sendWithoutBody(baseUrl)) {
      process.toHandle().destroy();
      SandboxFixture.awaitRefusal(baseUrl);
      socket.getOutputStream().write("{}".getBytes(UTF_8));

      Reply.of(socket.getInputStream().readAllBytes()).assertFailure("400007");
    }
    assertThat(process.waitFor(30, SECONDS)).isTrue();
    try (ServerSocket next = new ServerSocket(URI.create(baseUrl).getPort())) {
      assertThat(next.isBound()).isTrue();
    }
  }

  @Test
  void appliesItsFlagsAndLooksNoAddressUp(@TempDir Path folder) throws Exception {
    // With this file for a name service, a name that is looked up is found.
    Path hosts = Files.writeString(folder.resolve("hosts"), "10.0.0.1 999.1.1.1\n");
    String key =
        Base64.getMimeEncoder().encodeToString(WebhookKey.generate().privateKey().getEncoded());
    Path pem =
        Files.writeString(
            folder.resolve("key.pem"),
            "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
    try (TestReceiver receiver = new TestReceiver()) {
      receiver.thenRespond(TestReceiver.json(500, ""));
      runJava(
          List.of("-Djdk.net.hosts.file=" + hosts, "-jar", JAR.toString()),
          "--port=0",
          "--host=0.0.0.0",
          "--api-key=my-key",
          "--secret-key=my-secret",
          "--merchant=m1",
          "--merchant=m2=a=b",
          "--scope=CONVERT",
          "--scope=CHECKOUT",
          "--window=3600000",
          "--webhook-url=" + receiver.url(),
          "--webhook-key=" + pem,
          "--webhook-retry=1",
          "--fail-status=200");
      String baseUrl = baseUrl();

      BufferedReader out = process.inputReader(UTF_8);
      assertThat(out.lines().limit(8))
          .contains("  merchant    m1 (m1)", "  merchant    m2 (a=b)")
          .contains("  webhook     " + receiver.url())
          .contains("  reached by  every machine that can reach this address")
          .contains("  state       in memory: a restart forgets authorizations");
      Reply created = send(baseUrl, "m2", request -> request).assertCreated();
      assertThat(created.text("merchantName")).isEqualTo("a=b");
      assertThat(out.readLine())
          .matches(
              "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"
                  + " POST createAuthorization 200 000000 SUCCESS");
      send(baseUrl, "merchant1", request -> request).assertFailure("406210");
      send(baseUrl, "m1", request -> request.field("scopes", "[\"PAYOUT\"]"))
          .assertFailure("400102");
      send(baseUrl, "m1", request -> request.field("ipWhitelist", "[\"999.1.1.1\"]"))
          .assertFailure("400102");
      Reply unknown = ago(Duration.ZERO).sendTo(baseUrl).assertFailure("400004");
      assertThat(unknown.httpStatus()).isEqualTo(200);
      URI agree =
          URI.create(
              baseUrl + "/sandbox/authorizations/" + created.text("authorizationId") + "/agree");
      HttpRequest post = HttpRequest.newBuilder(agree).POST(BodyPublishers.noBody()).build();
      HttpClient.newHttpClient().send(post, BodyHandlers.discarding());
      assertThat(receiver.take().body()).isEqualTo(receiver.take().body());
    }
  }

  private static Reply send(String url, String merchantId, UnaryOperator<TestRequest> change) {
    TestRequest request = ago(Duration.ofMinutes(50)).credentials("my-key", "my-secret");
    return change.apply(request.merchantId(merchantId)).sendTo(url);
  }

  @Test
  void printsTheVersionOfTheJar() throws IOException {
    run("--version");

    assertThat(process.inputReader(UTF_8).lines())
        .singleElement()
        .asString()
        .matches("binance-pay-sandbox \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void exitsWithStatus2IfAFlagIsWrong() throws IOException, InterruptedException {
    run("--nope");

    assertThat(process.errorReader(UTF_8).lines()).hasSize(1);
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void theProxyPrintsOneLineWithoutTheSecretKeyWhenItIsReady(@TempDir Path folder)
      throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "my-secret");
    String target = "--target=https://127.0.0.1:1/pay";
    run("proxy", target, "--port=0", "--api-key=k", "--secret-key-file=" + key);

    assertThat(process.inputReader(UTF_8).readLine())
        .matches(
            "Binance Pay signing proxy listening on http://127\\.0\\.0\\.1:\\d+ for"
                + " https://127\\.0\\.0\\.1:1/pay");
  }

  /** Waits until it is ready. */
  private String baseUrl() throws IOException {
    String ready = process.inputReader(UTF_8).readLine();
    assertThat(ready).startsWith(READY);
    return ready.substring(READY.length());
  }

  private void run(String... arguments) throws IOException {
    runJava(List.of("-jar", JAR.toString()), arguments);
  }

  private void runJava(List<String> options, String... arguments) throws IOException {
    // A JVM that lives for one request has no time to compile well.
    List<String> command =
        new ArrayList<>(List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).start();
  }

  private static TestRequest ago(Duration age) {
    return new TestRequest().at(Clock.systemUTC().instant().minus(age));
  }
}
