package io.github.binancepay.tsp.sandbox.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Output of the command before it listens. {@link SandboxCommandIT} runs it as a process. */
class SandboxCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "--nope, --nope",
    "nope, Unknown argument; expected a flag or a command",
    "--port, --port",
    "--port=abc, --port",
    "--port=65536, port must",
    "--merchant==Nobody, merchant id",
    "--window=soon, --window",
    "--scope=convert, scope must",
    "--webhook-url=nowhere, webhook URL must",
    "--webhook-url=http://127.0.0.1:65536/, webhook URL must",
    "--webhook-url=http://user:secret@127.0.0.1/, without user info",
    "--webhook-key=no-such-file, no-such-file does not exist",
    "--webhook-retry=0, retry delay must"
  })
  void saysInOneLineWhichFlagIsWrong(String argument, String named) {
    assertThat(run(argument)).isEqualTo(2);

    assertThat(err.toString()).hasLineCount(1).contains(named).endsWith("See --help.\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysInOneLineThatThePortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("--port", Integer.toString(taken.getLocalPort()))).isEqualTo(1);

      assertThat(err.toString())
          .hasLineCount(1)
          .contains("127.0.0.1", "port " + taken.getLocalPort(), "--port 0", "in use");
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"-h", "--help"})
  void explainsItsFlags(String flag) {
    assertThat(run(flag)).isZero();

    assertThat(out.toString())
        .contains("--port=PORT", "--host=ADDRESS", "--api-key=KEY", "--secret-key=KEY")
        .contains(
            "--merchant=ID[=NAME]", "--window=MILLISECONDS", "--fail-status=STATUS", "-h, --help")
        .contains("-V, --version")
        .contains("--scope=NAME", "--webhook-url=URL", "--webhook-key=FILE")
        .contains("--webhook-retry=MILLISECONDS")
        .contains("8080)", "merchant1=Merchant One");
    assertThat(err.toString()).isEmpty();
  }

  private int run(String... arguments) {
    return SandboxCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
