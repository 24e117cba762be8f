package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.sandbox.IndependentSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SignCommandTest {
  private static final String TIMESTAMP = "--timestamp=1761955200000";
  private static final String NONCE = "--nonce=QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy";
  private static final String SECRET = "s3cr3t-of-a-user";

  @TempDir private Path folder;

  static List<JsonObject> vectors() throws IOException {
    try (InputStream file =
        SignCommandTest.class.getResourceAsStream(
            "/io/github/binancepay/tsp/openapi/signing-vectors.json")) {
      List<JsonObject> vectors = new ArrayList<>();
      for (JsonElement vector :
          JsonParser.parseReader(new InputStreamReader(file, UTF_8))
              .getAsJsonObject()
              .getAsJsonArray("vectors")) {
        vectors.add(vector.getAsJsonObject());
      }
      return vectors;
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signsTheBytesOfTheBody(JsonObject vector) {
    CommandRun run =
        CommandRun.of(
            Map.of("BINANCE_PAY_SECRET_KEY", text(vector, "secretKey")),
            Base64.getDecoder().decode(text(vector, "bodyBase64")),
            "sign",
            "--api-key=my-key",
            "--timestamp=" + text(vector, "timestamp"),
            "--nonce=" + text(vector, "nonce"));

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                0,
                """
                BinancePay-Timestamp: %s
                BinancePay-Nonce: %s
                BinancePay-Certificate-SN: my-key
                BinancePay-Signature: %s
                """
                    .formatted(
                        text(vector, "timestamp"),
                        text(vector, "nonce"),
                        text(vector, "signature")),
                ""));
  }

  private static String text(JsonObject vector, String member) {
    return vector.get(member).getAsString();
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, SECRET + "\n", SECRET + "\r\n"})
  void readsTheSecretKeyFromAFileWithoutItsLineEnd(String content) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), content);
    Path body = Files.writeString(folder.resolve("body.json"), "{}\n");

    CommandRun run =
        CommandRun.of(
            Map.of("BINANCE_PAY_API_KEY", "my-key", "BINANCE_PAY_SECRET_KEY", "another"),
            new byte[0],
            "sign",
            "--secret-key-file=" + key,
            "--body=" + body,
            TIMESTAMP,
            NONCE);

    String right =
        IndependentSigner.sign(
            SECRET, "1761955200000", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy", "{}\n".getBytes(UTF_8));
    assertThat(run.out()).contains("BinancePay-Signature: " + right + "\n");
  }

  @Test
  void saysThatItSignsWithTheSandboxsKeysIfThereAreNoOthers() {
    CommandRun run = CommandRun.of(Map.of(), "{}".getBytes(UTF_8), "sign");

    assertThat(run.status()).isZero();
    assertThat(run.out()).hasLineCount(4).contains("BinancePay-Certificate-SN: sandbox-api-key\n");
    assertThat(run.err()).hasLineCount(1).contains("sandbox's default keys");
  }

  @Test
  void saysWhatItWaitsFor() {
    CountDownLatch told = new CountDownLatch(1);
    InputStream slow =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
              told.await();
              return -1;
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    StringBuilder err = new StringBuilder();
    PrintWriter writer =
        new PrintWriter(OutputStream.nullOutputStream(), true, UTF_8) {
          @Override
          public void print(String text) {
            err.append(text);
            told.countDown();
          }
        };
    Terminal terminal =
        new Terminal(slow, OutputStream.nullOutputStream(), name -> null, Duration.ZERO, "");
    int status =
        Subcommands.addTo(new CommandLine(new SandboxCommand()), terminal)
            .setOut(new PrintWriter(OutputStream.nullOutputStream(), true, UTF_8))
            .setErr(writer)
            .execute("sign");

    assertThat(status).isZero();
    assertThat(err.toString()).startsWith("Waiting for the body on standard input");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "sign --nope", "Unknown flag --nope; expected a flag of --help. See sign --help."),
        arguments("sign --bdoy=x", "Unknown flag --bdoy: did you mean --body? See sign --help."),
        arguments("explian", "Unknown argument explian: did you mean explain?"),
        arguments("--prot 1", "Unknown flag --prot: did you mean --port?"),
        arguments("sign extra", "Unknown argument; expected a flag or a command of --help"),
        arguments("sign --body", "--body"),
        arguments("sign --body=no-such-file", "--body no-such-file does not exist"),
        arguments("sign --body=.", "--body . is a folder"),
        arguments("sign --body=\0", "--body"),
        arguments("sign --timestamp=now", "--timestamp must be the milliseconds since 1970"),
        arguments("sign --nonce=a%b".replace("%", " "), "Unknown argument"),
        arguments("sign --nonce=a\nb", "--nonce must be visible ASCII"),
        arguments("sign --secret-key " + SECRET, "--secret-key is not a flag here"),
        arguments("sign --secret-key=" + SECRET, "BINANCE_PAY_SECRET_KEY"),
        arguments("sign --secret=" + SECRET, "Unknown flag --secret"),
        arguments("sign --secret " + SECRET, "Unknown flag --secret"),
        arguments("sign --secret-key-file=no-such-file", "--secret-key-file names no file"),
        arguments("sign --secret-key-file=" + SECRET, "a file with the secret key, not the key"),
        arguments("sign --secret-key-file=.", "--secret-key-file . is a folder"),
        arguments("sign --secret-key-file=-", "--secret-key-file - is empty"),
        arguments("sign --api-key=k", "secret key of --api-key is missing"),
        arguments("--port=1 sign", "Put --port after the command: sign --port"),
        arguments("--api-key=k serve", "Put --api-key after the command: serve --api-key"),
        arguments("serve --nope", "Unknown flag --nope"),
        arguments(
            "serve --port=abc", "'--port': 'abc' is not an int; expected PORT: port to listen on"),
        arguments(
            "serve --webhook-key=\0",
            "'--webhook-key': cannot convert '?' to Path; expected FILE: RSA"),
        arguments("proxy", "--target"),
        arguments("proxy --target=https://example.com", "not a loopback address"),
        arguments("proxy --target=http://127.0.0.1.example.com", "must be https"),
        arguments("proxy --target=http://a:b@127.0.0.1", "--target must be"),
        arguments("proxy --target=127.0.0.1:8080", "--target must be"),
        arguments("proxy --target=ftp://127.0.0.1", "--target must be"),
        arguments("proxy --target=http://127.0.0.1:99999", "--target must be"),
        arguments("proxy --target=http://127.0.0.1?a", "--target must be"),
        arguments("proxy --target=http://127.0.0.1 --port=65536", "--port must be"),
        arguments("proxy --target=http://127.0.0.1 --port=x", "--port"),
        arguments("explain", "The capture is empty; expected a curl command line"),
        arguments("explain no-such-file", "FILE no-such-file does not exist"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysInOneSentenceWhatIsWrong(String arguments, String named) {
    CommandRun run = CommandRun.of(Map.of(), new byte[0], arguments.split(" ", -1));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .contains(named)
        .endsWith("--help.\n")
        .doesNotContain("Exception", SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BINANCE_PAY_API_KEY=k", "BINANCE_PAY_SECRET_KEY=" + SECRET})
  void neverTakesOneKeyOfTheUserAndOneOfTheSandbox(String variable) {
    String[] nameAndValue = variable.split("=", 2);

    CommandRun run =
        CommandRun.of(Map.of(nameAndValue[0], nameAndValue[1]), "{}".getBytes(UTF_8), "sign");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("is missing").doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key\r\nX: y", "", "k\u00e9"})
  void refusesAnApiKeyThatIsNoHeader(String apiKey) {
    CommandRun run =
        CommandRun.of(
            Map.of("BINANCE_PAY_SECRET_KEY", SECRET), new byte[0], "sign", "--api-key", apiKey);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--api-key must be");
  }

  @Test
  void readsNoMoreThanTheSandboxDoes() {
    byte[] large = new byte[10 * 1024 * 1024];

    CommandRun run = CommandRun.of(Map.of(), large, "sign");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("--body (standard input) is too large; expected the body of at most 128 KiB");
    assertThat(CommandRun.of(Map.of(), new byte[128 * 1024], "sign").status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "serve ", "sign ", "proxy ", "explain "})
  void helpAndVersionAreOnStandardOutput(String command) {
    CommandRun help = CommandRun.of(Map.of(), new byte[0], (command + "--help").split(" "));
    CommandRun version = CommandRun.of(Map.of(), new byte[0], (command + "-V").split(" "));

    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: " + ("binance-pay-sandbox " + command).strip() + " [");
    assertThat(version.out()).hasLineCount(1).startsWith("binance-pay-sandbox ");
  }
}
