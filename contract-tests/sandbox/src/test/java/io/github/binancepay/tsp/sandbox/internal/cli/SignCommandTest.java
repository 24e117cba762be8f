package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.sandbox.IndependentSigner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignCommandTest {
  private static final String TIMESTAMP = "1761955200000";
  private static final String NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy";
  private static final String SECRET = "s3cr3t-of-a-user";

  @TempDir private Path folder;

  static List<JsonElement> vectors() throws IOException {
    try (InputStream file =
        SignCommandTest.class.getResourceAsStream(
            "/io/github/binancepay/tsp/openapi/signing-vectors.json")) {
      return JsonParser.parseReader(new InputStreamReader(file, UTF_8))
          .getAsJsonObject()
          .getAsJsonArray("vectors")
          .asList();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signsTheBytesOfTheBody(JsonObject vector) {
    String timestamp = vector.get("timestamp").getAsString();
    String nonce = vector.get("nonce").getAsString();

    CommandRun run =
        CommandRun.of(
            Map.of("BINANCE_PAY_SECRET_KEY", vector.get("secretKey").getAsString()),
            Base64.getDecoder().decode(vector.get("bodyBase64").getAsString()),
            "sign",
            "--api-key=my-key",
            "--timestamp=" + timestamp,
            "--nonce=" + nonce);

    String headers =
        """
        BinancePay-Timestamp: %s
        BinancePay-Nonce: %s
        BinancePay-Certificate-SN: my-key
        BinancePay-Signature: %s
        """
            .formatted(timestamp, nonce, vector.get("signature").getAsString());
    assertThat(run).isEqualTo(new CommandRun(0, headers, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {SECRET, SECRET + "\n", SECRET + "\r\n"})
  void readsTheSecretKeyFromAFileWithoutItsLineEnd(String content) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), content);
    Path body = Files.writeString(folder.resolve("body.json"), "{}\n");

    CommandRun run =
        CommandRun.of(
            Map.of("BINANCE_PAY_API_KEY", "my-key", "BINANCE_PAY_SECRET_KEY", "another"),
            "",
            "sign",
            "--secret-key-file=" + key,
            "--body=" + body,
            "--timestamp=" + TIMESTAMP,
            "--nonce=" + NONCE);

    String right = IndependentSigner.sign(SECRET, TIMESTAMP, NONCE, "{}\n".getBytes(UTF_8));
    assertThat(run.out()).contains("BinancePay-Signature: " + right + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF" + SECRET, "\n"})
  void rejectsAFileThatHasMoreOrLessThanTheSecretKey(String content) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), content);

    CommandRun run = CommandRun.of(Map.of(), "", "sign", "--api-key=k", "--secret-key-file=" + key);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("the secret key alone, in UTF-8").doesNotContain(SECRET);
  }

  @Test
  void signsWithTheDefaultKeysOfTheSandboxIfNoneIsGiven() {
    CommandRun run = CommandRun.of(Map.of(), "{}", "sign");

    assertThat(run.status()).isZero();
    assertThat(run.out()).hasLineCount(4).contains("BinancePay-Certificate-SN: sandbox-api-key\n");
    assertThat(run.err()).hasLineCount(1).contains("sandbox's default keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BINANCE_PAY_API_KEY=k", "BINANCE_PAY_SECRET_KEY=" + SECRET})
  void neverMixesAKeyOfTheUserWithOneOfTheSandbox(String variable) {
    String[] nameAndValue = variable.split("=", 2);

    CommandRun run = CommandRun.of(Map.of(nameAndValue[0], nameAndValue[1]), "{}", "sign");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("is missing").doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key\r\nX: y", "", "k\u00e9"})
  void rejectsAnApiKeyThatIsNoHeader(String apiKey) {
    CommandRun run =
        CommandRun.of(Map.of("BINANCE_PAY_SECRET_KEY", SECRET), "", "sign", "--api-key", apiKey);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--api-key or BINANCE_PAY_API_KEY must be");
  }

  @Test
  void acceptsABodyOf128KiBAtMost() {
    CommandRun run = CommandRun.of(Map.of(), new byte[128 * 1024 + 1], "sign");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("--body (standard input) is too large; expected the body of at most 128 KiB");
    assertThat(CommandRun.of(Map.of(), new byte[128 * 1024], "sign").status()).isZero();
  }

  @Test
  void exitsWithStatus1IfTheHeadersCannotBeWritten() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    ByteArrayInputStream in = new ByteArrayInputStream("{}".getBytes(UTF_8));
    PrintWriter err = new PrintWriter(OutputStream.nullOutputStream(), true, UTF_8);
    Terminal terminal = new Terminal(in, new PrintWriter(closed, true, UTF_8), err, name -> null);

    assertThat(Commands.of(terminal).execute("sign")).isEqualTo(1);
  }
}
