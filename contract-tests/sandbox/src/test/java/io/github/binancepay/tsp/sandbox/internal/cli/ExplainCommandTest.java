package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.binancepay.tsp.sandbox.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainCommandTest {
  private static final String SECRET = "s3cr3t-of-a-user";
  private static final String RIGHT = "The signature is right.\n";

  @TempDir private Path folder;

  @Test
  void acceptsARightRequestInEachForm() {
    TestRequest request = request(right -> right);
    String raw = raw(request);

    for (String capture :
        List.of(
            curl(request, "--data-raw '" + text(request) + "'"),
            raw,
            raw.substring(raw.indexOf("\r\n") + 2))) {
      CommandRun run = explain(capture);

      assertThat(run.out()).startsWith(RIGHT).contains("2025-11-01T00:00:00Z");
      assertThat(run.status()).isZero();
      assertThat(run.err()).isEmpty();
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(request -> request.signature(right -> right.toLowerCase(ROOT)), "lower case"),
        mistake(request -> request.signedAs("{}"), "instead of the body"),
        mistake(request -> request.credentials("my-key", "another"), "secret key"),
        mistake(
            request -> request.credentials("other", SECRET),
            "400004",
            "it has 5 characters; an accepted one has 6",
            RIGHT),
        mistake(
            request -> request.header("BinancePay-Nonce"), "header BinancePay-Nonce is missing"),
        mistake(
            request -> request.header("BinancePay-Signature", "A", "B"),
            "duplicate header BinancePay-Signature"),
        mistake(request -> request.method("GET"), "400006", "use POST", RIGHT),
        mistake(request -> request.header("Content-Type", "text/plain"), "400007", RIGHT),
        mistake(request -> request.nonce("short"), "400100", "BinancePay-Nonce"),
        mistake(request -> request.body("{\"a\":1,}"), "400008", RIGHT),
        mistake(
            request -> request.header("BinancePay-Timestamp", "1761955200"), "in seconds", RIGHT),
        mistake(
            request -> request.header("BinancePay-Timestamp", "1761955200000000"),
            "in microseconds",
            RIGHT),
        mistake(
            request -> request.header("BinancePay-Timestamp", "2025-11-01"),
            "not a number of milliseconds"),
        mistake(
            request -> request.header("BinancePay-Timestamp", "1"),
            "400003",
            "it is not of these years"),
        mistake(request -> request.body("x".repeat(128 * 1024 + 1)), "400104"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void explainsWhatIsWrong(UnaryOperator<TestRequest> change, List<String> said) {
    CommandRun run = explain(raw(request(change)));

    assertThat(run.out()).contains(said).doesNotContain(SECRET);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
  }

  private static Arguments mistake(UnaryOperator<TestRequest> change, String... said) {
    return arguments(change, List.of(said));
  }

  @Test
  void recognisesASecretKeyAsTheApiKey() {
    CommandRun run =
        CommandRun.of(
            Map.of("BINANCE_PAY_SECRET_KEY", SECRET),
            raw(request(right -> right.credentials(SECRET, SECRET))).getBytes(UTF_8),
            "explain");

    assertThat(run.out()).contains("swapped").doesNotContain(SECRET);
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void comparesTheTimestampWithTheDateOfTheCapture() {
    Instant late = TestRequest.NOW.plusMillis(1999);
    UnaryOperator<TestRequest> dated =
        right -> right.header("Date", "Sat, 01 Nov 2025 00:00:00 GMT");

    CommandRun tolerated = explain(raw(request(right -> dated.apply(right).at(late))));
    CommandRun zone =
        explain(raw(request(right -> dated.apply(right).at(late.plus(Duration.ofHours(8))))));

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

    CommandRun run = CommandRun.of(Map.of(), raw(request).getBytes(UTF_8), "explain");

    assertThat(run.out()).startsWith(RIGHT);
    assertThat(run.err()).contains("sandbox's default keys");
  }

  @Test
  void exitsWithStatus2IfTheSecretKeyIsMissing() {
    CommandRun run =
        CommandRun.of(Map.of(), raw(request(right -> right)).getBytes(UTF_8), "explain");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("The secret key is missing; set BINANCE_PAY_SECRET_KEY");
  }

  private static TestRequest request(UnaryOperator<TestRequest> change) {
    return change.apply(new TestRequest().credentials("my-key", SECRET));
  }

  private static CommandRun explain(String capture) {
    return CommandRun.of(
        Map.of("BINANCE_PAY_SECRET_KEY", SECRET, "BINANCE_PAY_API_KEY", "my-key"),
        capture.getBytes(UTF_8),
        "explain");
  }

  private static String text(TestRequest request) {
    return new String(request.body(), UTF_8);
  }

  private static String curl(TestRequest request, String data) {
    return "curl 'http://127.0.0.1"
        + TestRequest.PATH
        + "' \\\n"
        + lines(request, "  -H '%s: %s' \\\n")
        + "  "
        + data;
  }

  private static String raw(TestRequest request) {
    return request.sentMethod()
        + " "
        + TestRequest.PATH
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + lines(request, "%s: %s\r\n")
        + "\r\n"
        + text(request);
  }

  private static String lines(TestRequest request, String format) {
    return request.headers().entrySet().stream()
        .flatMap(
            header ->
                header.getValue().stream().map(value -> format.formatted(header.getKey(), value)))
        .collect(joining());
  }
}
