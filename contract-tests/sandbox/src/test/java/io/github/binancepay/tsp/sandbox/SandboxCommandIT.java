package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the packaged sandbox as its users do, as a process. */
// Reading from a process cannot be interrupted, hence a thread that can be given up.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
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
  void saysWhereItListensAndWhatItKnows() throws IOException {
    run("--port", "0");

    BufferedReader out = process.inputReader(UTF_8);
    assertThat(out.readLine()).matches(READY + "http://127\\.0\\.0\\.1:[1-9][0-9]*");
    assertThat(out.readLine()).isEqualTo("  API key     sandbox-api-key");
    assertThat(out.readLine()).isEqualTo("  secret key  sandbox-secret-key");
    assertThat(out.readLine()).isEqualTo("  merchant    merchant1 (Merchant One)");
    assertThat(out.readLine()).isEqualTo("  reached by  this machine only");
  }

  @Test
  void knowsTheCredentialsAndMerchantsItIsTold() throws IOException {
    String baseUrl =
        start(
            0, "--api-key=my-key", "--secret-key=my-secret", "--merchant=m1", "--merchant=m2=a=b");

    assertThat(process.inputReader(UTF_8).lines().limit(4))
        .endsWith("  merchant    m1 (m1)", "  merchant    m2 (a=b)");
    SignedRequest request = freshRequest().credentials("my-key", "my-secret").merchantId("m2");
    assertThat(request.sendTo(baseUrl).assertCreated().text("merchantName")).isEqualTo("a=b");
    freshRequest().credentials("my-key", "my-secret").sendTo(baseUrl).assertFailure("406210");
    freshRequest().sendTo(baseUrl).assertFailure("400004");
  }

  @Test
  void refusesATimestampOfTenSecondsAgoUnlessToldOtherwise() throws IOException {
    run("--port", "0");

    freshRequest()
        .at(Clock.systemUTC().instant().minusSeconds(10))
        .sendTo(baseUrl())
        .assertFailure("400003");
  }

  @Test
  void takesTheWindowAndTheStatusOfFailures() throws IOException {
    run("--port", "0", "--window", "3600000", "--fail-status", "200");
    String baseUrl = baseUrl();

    freshRequest()
        .at(Clock.systemUTC().instant().minusSeconds(600))
        .sendTo(baseUrl)
        .assertCreated();
    Reply failure =
        freshRequest().at(Clock.systemUTC().instant().minusSeconds(7200)).sendTo(baseUrl);
    assertThat(failure.assertFailure("400003").httpStatus()).isEqualTo(200);
  }

  @Test
  void logsEveryResponseAndNoSecret() throws IOException, InterruptedException {
    String baseUrl = start(0);
    SignedRequest request = freshRequest();
    String signature = request.headers().get("BinancePay-Signature").get(0);
    Reply created = request.sendTo(baseUrl).assertCreated();
    freshRequest().signature(right -> right.substring(1)).sendTo(baseUrl).assertFailure("400002");

    // Unlike the process, its handle leaves the output readable.
    process.toHandle().destroy();
    List<String> lines = process.inputReader(UTF_8).lines().toList();

    List<String> log = lines.subList(4, lines.size());
    assertThat(log).hasSize(2);
    assertThat(log.get(0)).isEqualTo("POST 200 000000 SUCCESS");
    assertThat(log.get(1)).startsWith("POST 400 400002 ");
    assertThat(String.join("\n", log))
        .doesNotContain("sandbox-secret-key")
        .doesNotContain(signature)
        .doesNotContain(created.text("authorizationToken"));
  }

  @Test
  void endsWhenItIsToldToAfterTheResponseInFlightAndFreesThePort()
      throws IOException, InterruptedException {
    String baseUrl = start(0);
    int port = URI.create(baseUrl).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST " + SignedRequest.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{")
              .getBytes(UTF_8));
      freshRequest().sendTo(baseUrl).assertCreated();

      process.toHandle().destroy();
      awaitRefusal(port);
      out.write('}');

      Reply.of(socket.getInputStream().readAllBytes()).assertFailure("400007");
    }
    assertThat(process.waitFor(30, SECONDS)).isTrue();
    assertThat(start(port)).isEqualTo(baseUrl);
  }

  private static void awaitRefusal(int port) throws InterruptedException {
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        Thread.sleep(10);
      } catch (IOException refused) {
        return;
      }
    }
  }

  @Test
  void saysInOneLineThatThePortIsInUse() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      run("--port", Integer.toString(taken.getLocalPort()));

      assertThat(errorLine(1))
          .contains("127.0.0.1", "port " + taken.getLocalPort(), "--port 0", "in use");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "--nope, --nope",
    "nope, nope",
    "--port, --port",
    "--port=abc, --port",
    "--port=-1, --port",
    "--port=65536, --port",
    "--host=, host",
    "--api-key=no spaces, API key",
    "--api-key=, API key",
    "--secret-key=, secret key",
    "--merchant==Nobody, merchant id",
    "--window=0, --window",
    "--window=soon, --window",
    "--fail-status=99, --fail-status"
  })
  void saysInOneLineWhichFlagIsWrong(String argument, String named)
      throws IOException, InterruptedException {
    run(argument);

    assertThat(errorLine(2)).contains(named).endsWith("See --help.");
  }

  @Test
  void explainsItsFlags() throws IOException, InterruptedException {
    run("--help");

    assertThat(process.inputReader(UTF_8).lines())
        .anyMatch(line -> line.contains("--port=PORT"))
        .anyMatch(line -> line.contains("--host=ADDRESS"))
        .anyMatch(line -> line.contains("--api-key=KEY"))
        .anyMatch(line -> line.contains("--secret-key=KEY"))
        .anyMatch(line -> line.contains("--merchant=ID[=NAME]"))
        .anyMatch(line -> line.contains("--window=MILLISECONDS"))
        .anyMatch(line -> line.contains("--fail-status=STATUS"))
        .anyMatch(line -> line.contains("--help"));
    assertThat(process.errorReader(UTF_8).lines()).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void looksNoAddressUp(@TempDir Path directory) throws IOException {
    // With this file for a name service, what is looked up is found.
    Path hosts = Files.writeString(directory.resolve("hosts"), "10.0.0.1 999.1.1.1\n");
    runJava("-Djdk.net.hosts.file=" + hosts, "-jar", JAR.toString(), "--port=0", "--window=60000");
    String baseUrl = baseUrl();

    freshRequest().field("ipWhitelist", "[\"999.1.1.1\"]").sendTo(baseUrl).assertFailure("400102");
  }

  /** Runs it with a window that a slow machine keeps within, and returns where it listens. */
  private String start(int port, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--port", Integer.toString(port), "--window", "60000"));
    arguments.addAll(List.of(more));
    run(arguments.toArray(String[]::new));
    return baseUrl();
  }

  /** Waits until it is ready. */
  private String baseUrl() throws IOException {
    String ready = process.inputReader(UTF_8).readLine();
    assertThat(ready).startsWith(READY);
    return ready.substring(READY.length());
  }

  private void run(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("-jar", JAR.toString()));
    all.addAll(List.of(arguments));
    runJava(all.toArray(String[]::new));
  }

  private void runJava(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).start();
  }

  /** The one line that it says before it ends with the status. */
  private String errorLine(int status) throws IOException, InterruptedException {
    assertThat(process.inputReader(UTF_8).lines()).isEmpty();
    List<String> lines = process.errorReader(UTF_8).lines().toList();
    assertThat(lines).hasSize(1);
    assertThat(process.waitFor()).isEqualTo(status);
    return lines.get(0);
  }

  /** A request of this moment: the process has the system's clock. */
  private static SignedRequest freshRequest() {
    return new SignedRequest().at(Clock.systemUTC().instant());
  }
}
