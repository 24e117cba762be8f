package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.RequestChange;
import io.github.binancepay.tsp.sandbox.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
  private static final String SECRET = "s3cr3t-of-a-user";
  private static final String RIGHT = "The signature is right.\n";

  @TempDir private Path folder;

  @Test
  void acceptsARightRequestInEachForm() {
    TestRequest request = request(right -> right);
    String raw = request.raw();

    for (String capture :
        List.of(
            curl(request, "--data-raw '" + new String(request.body(), UTF_8) + "'"),
            raw,
            raw.substring(raw.indexOf("\r\n") + 2))) {
      CommandRun run = explain(capture);

      assertThat(run.out()).startsWith(RIGHT).contains("2025-11-01T00:00:00Z");
      assertThat(run.status()).isZero();
      assertThat(run.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signature lower-case                           | false | lower case",
        "signed-as {}                                   | false | instead of the body",
        "secret-key another                             | false | secret key",
        "header BinancePay-Certificate-SN other         | true  | 400004",
        "header BinancePay-Certificate-SN other         | true  | it has 5 characters; an accepted one has 6",
        "no-header BinancePay-Nonce                     | false | header BinancePay-Nonce is missing",
        "header BinancePay-Signature A & B              | false | duplicate header BinancePay-Signature",
        "method GET                                     | true  | 400006 Request method not supported: use POST",
        "header Content-Type text/plain                 | true  | 400007",
        "header BinancePay-Nonce short                  | false | header BinancePay-Nonce is not 32",
        "body {\"a\":1,}                                | true  | 400008",
        "header BinancePay-Timestamp 1761955200         | true  | 400003 ",
        "header BinancePay-Timestamp 1761955200         | true  | it is in seconds",
        "header BinancePay-Timestamp 1761955200000000   | true  | in microseconds",
        "header BinancePay-Timestamp 2025-11-01         | false | not a number of milliseconds",
        "header BinancePay-Timestamp 1                  | true  | ms from this clock (about",
        "body <x*131073>                                | false | 400104"
      })
  void explainsAMistake(String change, boolean rightSignature, String sentence) {
    RequestChange mistake = new RequestChange("", sentence, change);

    CommandRun run = explain(request(mistake::in).raw());

    assertThat(run.out()).contains(sentence).doesNotContain(SECRET);
    assertThat(run.out().contains(RIGHT)).isEqualTo(rightSignature);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void recognisesASecretKeyAsTheApiKey() {
    CommandRun run =
        CommandRun.of(
            Map.of("BINANCE_PAY_SECRET_KEY", SECRET),
            request(right -> right.credentials(SECRET, SECRET)).raw(),
            "explain");

    assertThat(run.out()).contains("swapped").doesNotContain(SECRET);
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void comparesTheTimestampWithTheDateOfTheCapture() {
    Instant late = TestRequest.NOW.plusMillis(1999);
    UnaryOperator<TestRequest> dated =
        right -> right.header("Date", "Sat, 01 Nov 2025 00:00:00 GMT");

    CommandRun tolerated = explain(request(right -> dated.apply(right).at(late)).raw());
    CommandRun zone =
        explain(request(right -> dated.apply(right).at(late.plus(Duration.ofHours(8)))).raw());

    assertThat(tolerated.status()).isZero();
    assertThat(tolerated.out()).startsWith(RIGHT).contains("+1000 ms from its header Date");
    assertThat(zone.status()).isEqualTo(1);
    assertThat(zone.out())
        .contains("400003", "ms from its header Date: local time taken for UTC", RIGHT);
  }

  @Test
  void opensNoFileThatACaptureNames() throws IOException {
    TestRequest request = request(right -> right);
    Path file = Files.write(folder.resolve("body.json"), request.body());

    for (String data : List.of("-d '@" + file + "'", "--data-binary '@" + file + "'")) {
      CommandRun run = explain(curl(request, data));

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("names a file or standard input, which is not opened");
      assertThat(run.err() + run.out()).doesNotContain("body.json");
    }
  }

  @Test
  void needsNoKeyForRequestsToTheSandbox() {
    TestRequest request = new TestRequest();

    CommandRun run = CommandRun.of(Map.of(), request.raw(), "explain");

    assertThat(run.out()).startsWith(RIGHT);
    assertThat(run.err()).contains("sandbox's default keys");
  }

  @Test
  void exitsWithStatus2IfTheSecretKeyIsMissing() {
    CommandRun run = CommandRun.of(Map.of(), request(right -> right).raw(), "explain");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("The secret key is missing; set BINANCE_PAY_SECRET_KEY");
  }

  private static TestRequest request(UnaryOperator<TestRequest> change) {
    return change.apply(new TestRequest().credentials("my-key", SECRET));
  }

  private static CommandRun explain(String capture) {
    return CommandRun.of(
        Map.of("BINANCE_PAY_SECRET_KEY", SECRET, "BINANCE_PAY_API_KEY", "my-key"),
        capture,
        "explain");
  }

  private static String curl(TestRequest request, String data) {
    String headers = request.headerLines().replaceAll("(.+)\r\n", "  -H '$1' \\\\\n");
    return "curl 'http://127.0.0.1" + TestRequest.PATH + "' \\\n" + headers + "  " + data;
  }
}
