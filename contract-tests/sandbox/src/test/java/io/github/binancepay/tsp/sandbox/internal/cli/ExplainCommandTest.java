package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
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
  void aRightRequestIsRightInEachForm() {
    TestRequest request = request(right -> right);

    for (String capture :
        List.of(curl(request, "--data-raw '" + text(request) + "'"), raw(request), har(request))) {
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
        mistake(request -> request.credentials("other", SECRET), "400004", "in length", RIGHT),
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
        mistake(request -> request.header("BinancePay-Timestamp", "1"), "not of these years"),
        mistake(request -> request.body("x".repeat(128 * 1024 + 1)), "400104"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrong(UnaryOperator<TestRequest> change, List<String> said) {
    CommandRun run = explain(raw(request(change)));

    assertThat(run.out()).contains(said).doesNotContain(SECRET);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
  }

  private static Arguments mistake(UnaryOperator<TestRequest> change, String... said) {
    return arguments(change, List.of(said));
  }

  @Test
  void anApiKeyThatIsTheSecretKeyIsFound() {
    CommandRun run =
        CommandRun.of(
            Map.of("BINANCE_PAY_SECRET_KEY", SECRET),
            raw(request(right -> right.credentials(SECRET, SECRET))).getBytes(UTF_8),
            "explain");

    assertThat(run.out()).contains("swapped").doesNotContain(SECRET);
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void theTimestampIsComparedWithTheTimeOfTheCapture() {
    assertThat(explain(har(request(right -> right.at(TestRequest.NOW.minusMillis(900))))).out())
        .startsWith(RIGHT)
        .contains("-900 ms from the HAR's startedDateTime");
    for (Duration off : List.of(Duration.ofMillis(-1001), Duration.ofHours(8))) {
      CommandRun run = explain(har(request(right -> right.at(TestRequest.NOW.plus(off)))));

      assertThat(run.out())
          .contains("400003", off.toMillis() + " ms from the HAR's startedDateTime", RIGHT);
      assertThat(run.status()).isEqualTo(1);
    }
  }

  @Test
  void aDateWithoutMillisecondsProvesLess() {
    Instant late = TestRequest.NOW.plusMillis(1999);
    TestRequest request =
        request(right -> right.at(late).header("Date", "Sat, 01 Nov 2025 00:00:00 GMT"));

    assertThat(explain(raw(request)).status()).isZero();
  }

  @Test
  void lineEndsThatCurlLeavesOutAreNamed() throws IOException {
    TestRequest request = request(right -> right.body("{\n\"a\": 1\n}\n"));
    Path file = Files.write(folder.resolve("body.json"), request.body());

    CommandRun run = explain(curl(request, "-d '@" + file + "'"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("400002", "curl's -d leaves out", "--data-binary");
    assertThat(explain(curl(request, "--data-binary '@" + file + "'")).status()).isZero();
  }

  @Test
  void aLineEndThatAnEditorAddedIsNamed() throws IOException {
    TestRequest request = request(right -> right.body("{\"a\":1}"));
    Path file = Files.writeString(folder.resolve("body.json"), "{\"a\":1}\n");

    assertThat(explain(curl(request, "--data-binary '@" + file + "'")).out()).contains("line end");
    assertThat(explain(curl(request, "-d '@" + file + "'")).status()).isZero();
  }

  @Test
  void aFileOfTheCommandLineMustBeOne() {
    TestRequest request = request(right -> right);

    for (String name : List.of("no-such-file", ".", "/dev/zero")) {
      CommandRun run = explain(curl(request, "-d @" + name));

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1).contains("curl's --data", name);
    }
  }

  @Test
  void theSandboxsRequestsNeedNoKey() {
    TestRequest request = new TestRequest();

    CommandRun run = CommandRun.of(Map.of(), raw(request).getBytes(UTF_8), "explain");

    assertThat(run.out()).startsWith(RIGHT);
    assertThat(run.err()).contains("sandbox's own keys");
  }

  @Test
  void othersDo() {
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

  private static String har(TestRequest request) {
    JsonArray headers = new JsonArray();
    request
        .headers()
        .forEach(
            (name, values) -> {
              JsonObject header = new JsonObject();
              header.addProperty("name", name);
              header.addProperty("value", values.get(0));
              headers.add(header);
            });
    JsonObject data = new JsonObject();
    data.addProperty("text", text(request));
    JsonObject sent = new JsonObject();
    sent.addProperty("method", "POST");
    sent.addProperty("url", "http://127.0.0.1" + TestRequest.PATH);
    sent.add("headers", headers);
    sent.add("postData", data);
    JsonObject entry = new JsonObject();
    entry.addProperty("startedDateTime", TestRequest.NOW.toString());
    entry.add("request", sent);
    return entry.toString();
  }
}
