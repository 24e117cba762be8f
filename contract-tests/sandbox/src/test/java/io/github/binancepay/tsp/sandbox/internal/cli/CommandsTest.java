package io.github.binancepay.tsp.sandbox.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of all commands. */
// A flag that is wrongly accepted starts a server.
@Timeout(60)
class CommandsTest {
  private static final String SECRET = "s3cr3t-of-a-user";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nope | Unknown flag --nope; expected a flag of --help. See --help.",
        "--prot 1 | Unknown flag --prot: did you mean --port? See --help.",
        "nope | Unknown argument; expected a flag or a command of --help. See --help.",
        "explian | Unknown argument explian: did you mean explain?",
        "--port | '--port'",
        "--port=abc | '--port': 'abc' is not an int; expected PORT: port to listen on",
        "--port=65536 | port must",
        "--merchant==Nobody | merchant id",
        "--window=soon | '--window'",
        "--fail-status=204 | HTTP status of failures must",
        "--scope=convert | scope must",
        "--webhook-url=nowhere | webhook URL must",
        "--webhook-url=http://127.0.0.1:65536/ | webhook URL must",
        "--webhook-url=http://user:secret@127.0.0.1/ | without user info",
        "--webhook-key=no-such-file | no-such-file does not exist",
        "--webhook-key=NUL | '--webhook-key': cannot convert '?' to Path; expected FILE: RSA",
        "--webhook-retry=0 | retry delay must",
        "--port=1 sign | Put --port after the command: sign --port",
        "--api-key=k serve | Put --api-key after the command: serve --api-key",
        "serve --nope | Unknown flag --nope; expected a flag of --help. See serve --help.",
        "sign --bdoy=x | Unknown flag --bdoy: did you mean --body? See sign --help.",
        "sign extra | Unknown argument; expected a flag or a command of --help",
        "sign --body | '--body' (FILE)",
        "sign --body=no-such-file | --body no-such-file does not exist; expected a file with the body",
        "sign --body=. | --body . cannot be read",
        "sign --body=NUL | --body ? cannot be read",
        "sign --timestamp=now | '--timestamp': 'now' is not a long; expected MILLISECONDS",
        "sign --nonce=a b | Unknown argument",
        "'sign --nonce=a\nb' | --nonce must be visible ASCII",
        "sign --secret-key s3cr3t-of-a-user | Unknown flag --secret-key",
        "sign --secret-key=s3cr3t-of-a-user | Unknown flag --secret-key",
        "sign --secret=s3cr3t-of-a-user | Unknown flag --secret",
        "sign --secret-key-file=s3cr3t-of-a-user | expected a file with the secret key, not the key",
        "sign --secret-key-file=. | --secret-key-file . cannot be read",
        "sign --secret-key-file=- | --secret-key-file must have the secret key alone",
        "sign --api-key=k | The secret key is missing; set BINANCE_PAY_SECRET_KEY",
        "proxy | '--target=URL'",
        "proxy --target=https://example.com | not a loopback address",
        "proxy --target=http://127.0.0.1.example.com | must be https",
        "proxy --target=http://a:b@127.0.0.1 | --target must be",
        "proxy --target=127.0.0.1:8080 | --target must be",
        "proxy --target=ftp://127.0.0.1 | --target must be",
        "proxy --target=http://127.0.0.1:99999 | --target must be",
        "proxy --target=http://127.0.0.1?a | --target must be",
        "proxy --target=http://127.0.0.1 --port=65536 | --port must be",
        "proxy --target=http://127.0.0.1 --port=x | '--port'",
        "explain | The capture is empty; expected a curl command line",
        "explain no-such-file | FILE no-such-file does not exist"
      })
  void reportsAMistakeInOneSentence(String arguments, String message) {
    CommandRun run = CommandRun.of(Map.of(), "", arguments.replace("NUL", "\0").split(" ", -1));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .contains(message)
        .endsWith("--help.\n")
        .doesNotContain("Exception", SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve --host=127.0.0.1", "proxy --target=http://127.0.0.1:1"})
  void reportsThatThePortIsInUse(String command) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String arguments = command + " --port=" + taken.getLocalPort();

      CommandRun run = CommandRun.of(Map.of(), "", arguments.split(" ", -1));

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err())
          .hasLineCount(1)
          .contains("127.0.0.1", "port " + taken.getLocalPort(), "--port 0", "in use");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', --merchant=ID[=NAME]",
    "'serve ', 8080)",
    "'sign ', --nonce=TEXT",
    "'proxy ', --target=URL",
    "'explain ', --certificate=FILE"
  })
  void printsHelpAndVersion(String command, String flag) {
    CommandRun help = CommandRun.of(Map.of(), "", (command + "--help").split(" "));
    CommandRun version = CommandRun.of(Map.of(), "", (command + "-V").split(" "));

    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: " + ("binance-pay-sandbox " + command).strip() + " [")
        .contains(flag, "-h, --help", "-V, --version");
    assertThat(version.out()).hasLineCount(1).startsWith("binance-pay-sandbox ");
  }

  @Test
  void announcesThatItWaitsForInput() {
    StringWriter err = new StringWriter();
    PrintWriter out = new PrintWriter(new StringWriter());
    ByteArrayInputStream in = new ByteArrayInputStream(new byte[0]);

    Commands.of(new Terminal(in, out, new PrintWriter(err), name -> null)).execute("sign");

    assertThat(err.toString()).startsWith("Waiting for the body on standard input");
  }
}
