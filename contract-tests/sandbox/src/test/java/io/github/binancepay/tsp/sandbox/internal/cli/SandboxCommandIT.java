package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.Reply;
import io.github.binancepay.tsp.sandbox.SandboxFixture;
import io.github.binancepay.tsp.sandbox.TestRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  void saysWhereItListensAndWhatItKnowsAndRefusesATimestampOfTenSecondsAgo() throws IOException {
    run("--port", "0");
    String baseUrl = baseUrl();

    assertThat(baseUrl).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*");
    assertThat(process.inputReader(UTF_8).lines().limit(7))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("  API key     sandbox-api-key"),
            line -> assertThat(line).isEqualTo("  secret key  sandbox-secret-key"),
            line -> assertThat(line).isEqualTo("  merchant    merchant1 (Merchant One)"),
            line -> assertThat(line).isEqualTo("  webhook     none, see --webhook-url"),
            line -> assertThat(line).matches("  console     http://127\\.0\\.0\\.1:[0-9]+/"),
            line -> assertThat(line).isEqualTo("  reached by  this machine only"),
            line ->
                assertThat(line)
                    .startsWith("  state       in memory: a restart forgets authorizations")
                    .contains("--webhook-key FILE"));
    Reply failure = ago(Duration.ofSeconds(10)).sendTo(baseUrl).assertFailure("400003");
    assertThat(failure.httpStatus()).isEqualTo(400);
  }

  @Test
  void isWhatItIsTold() throws IOException {
    run(
        "--port=0",
        "--api-key=my-key",
        "--secret-key=my-secret",
        "--merchant=m1",
        "--merchant=m2=a=b",
        "--window=3600000",
        "--fail-status=200");
    String baseUrl = baseUrl();

    BufferedReader out = process.inputReader(UTF_8);
    assertThat(out.lines().limit(8)).contains("  merchant    m1 (m1)", "  merchant    m2 (a=b)");
    Reply created =
        ago(Duration.ofMinutes(50))
            .credentials("my-key", "my-secret")
            .merchantId("m2")
            .sendTo(baseUrl)
            .assertCreated();
    assertThat(created.text("merchantName")).isEqualTo("a=b");
    assertThat(out.readLine())
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"
                + " POST createAuthorization 200 000000 SUCCESS");
    freshRequest().credentials("my-key", "my-secret").sendTo(baseUrl).assertFailure("406210");
    assertThat(freshRequest().sendTo(baseUrl).assertFailure("400004").httpStatus()).isEqualTo(200);
  }

  @Test
  void endsWhenItIsToldToAfterTheResponseInFlightAndFreesThePort()
      throws IOException, InterruptedException {
    // A window that a slow machine keeps within.
    run("--port=0", "--window=60000");
    String baseUrl = baseUrl();
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
  void saysWhichVersionItIs() throws IOException, InterruptedException {
    run("--version");

    assertThat(process.inputReader(UTF_8).lines())
        .singleElement()
        .asString()
        .matches("binance-pay-sandbox \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void endsWithAStatusIfAFlagIsWrong() throws IOException, InterruptedException {
    run("--nope");

    assertThat(process.inputReader(UTF_8).lines()).isEmpty();
    assertThat(process.errorReader(UTF_8).lines()).hasSize(1);
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void looksNoAddressUp(@TempDir Path directory) throws IOException {
    // With this file for a name service, what is looked up is found.
    Path hosts = Files.writeString(directory.resolve("hosts"), "10.0.0.1 999.1.1.1\n");
    runJava(
        List.of("-Djdk.net.hosts.file=" + hosts, "-jar", JAR.toString()),
        "--port=0",
        "--window=60000");
    String baseUrl = baseUrl();

    freshRequest().field("ipWhitelist", "[\"999.1.1.1\"]").sendTo(baseUrl).assertFailure("400102");
  }

  @Test
  void theProxyPrintsOneLineWithoutTheSecretKeyWhenItIsReady(@TempDir Path folder)
      throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "my-secret");
    run(
        "proxy",
        "--target=https://127.0.0.1:1/pay",
        "--port=0",
        "--api-key=k",
        "--secret-key-file=" + key);

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

  /** A request of this moment: the process has the system's clock. */
  private static TestRequest freshRequest() {
    return ago(Duration.ZERO);
  }

  private static TestRequest ago(Duration age) {
    return new TestRequest().at(Clock.systemUTC().instant().minus(age));
  }
}
