package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.model.Authorization;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.SandboxExtension;
import io.github.binancepay.tsp.sandbox.TestReceiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@ExtendWith(SandboxExtension.class)
class ExplainNotificationTest {
  private static final String CAPTURE = "X: y\n\n{\"bizType\":\"PAY\"}";

  @TempDir private Path folder;

  private static Stream<JsonObject> objects(String member) throws IOException {
    try (InputStream file =
        ExplainNotificationTest.class.getResourceAsStream(
            "/io/github/binancepay/tsp/openapi/notification-vectors.json")) {
      return JsonParser.parseReader(new InputStreamReader(file, UTF_8))
          .getAsJsonObject()
          .getAsJsonArray(member)
          .asList()
          .stream()
          .map(JsonElement::getAsJsonObject);
    }
  }

  static Stream<Arguments> notifications() throws IOException {
    return objects("vectors")
        .filter(vector -> vector.has("body"))
        // Short keys are accepted by name only, and a capture is verified at its own time.
        .filter(vector -> !vector.has("shortKey"))
        .filter(vector -> !vector.get("name").getAsString().startsWith("timestamp too"))
        // In a capture, a line end ends a header.
        .filter(vector -> !vector.get("headers").toString().contains("\\n"))
        .map(vector -> arguments(vector.get("name").getAsString(), vector));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notifications")
  void givesTheVerdictOfTheVerifier(String name, JsonObject vector) throws IOException {
    CommandRun run = explainWithPublishedKeys(vector);

    boolean accepted = vector.get("accepted").getAsBoolean();
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(accepted ? 0 : 1);
    assertThat(run.out())
        .startsWith(accepted ? "The notification is valid.\n  bizType: " : "")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({
    "bizId rounded to a double, INVALID_SIGNATURE, in which a number lost digits: verify",
    "re-serialised body, INVALID_SIGNATURE, before anything parses or changes them",
    "body altered by one byte, INVALID_SIGNATURE, none of the",
    "unpublished serial, UNKNOWN_CERTIFICATE, Query the certificates again",
    "signature not base64, MALFORMED_HEADER, Pass on the headers unchanged",
    "timestamp in seconds, OUTSIDE_TIME_WINDOW, synchronize the clock",
    "no header BinancePay-Nonce, MISSING_HEADER, pass on all four headers"
  })
  void advisesForTheReason(String name, String reason, String advice) throws IOException {
    JsonObject vector =
        objects("vectors")
            .filter(any -> any.get("name").getAsString().equals(name))
            .findFirst()
            .orElseThrow();
    CommandRun run = explainWithPublishedKeys(vector);

    assertThat(run.out()).startsWith(reason + ": ").contains(advice);
    assertThat(run.status()).isEqualTo(1);
  }

  private CommandRun explainWithPublishedKeys(JsonObject vector) throws IOException {
    List<String> flags = new ArrayList<>();
    for (JsonObject key : objects("keys").toList()) {
      if (key.get("published").getAsBoolean()) {
        Path file = folder.resolve(flags.size() + ".pem");
        flags.add("--certificate=" + Files.writeString(file, key.get("certPublic").getAsString()));
      }
    }
    return explain(capture(vector), flags.toArray(String[]::new));
  }

  private static byte[] capture(JsonObject vector) {
    ByteArrayOutputStream capture = new ByteArrayOutputStream();
    vector
        .getAsJsonObject("headers")
        .entrySet()
        .forEach(
            header ->
                capture.writeBytes(
                    (header.getKey() + ": " + header.getValue().getAsString() + "\r\n")
                        .getBytes(UTF_8)));
    capture.writeBytes("\r\n".getBytes(UTF_8));
    capture.writeBytes(Base64.getDecoder().decode(vector.get("bodyBase64").getAsString()));
    return capture.toByteArray();
  }

  @Test
  void verifiesWithTheCertificatesOfASandbox(Sandbox sandbox, BinancePayClient client)
      throws Exception {
    try (TestReceiver receiver = new TestReceiver()) {
      sandbox.webhookUrl(receiver.url());
      Authorization authorization =
          client.createAuthorization(
              new CreateAuthorizationRequest()
                  .merchantId("merchant1")
                  .scopes(List.of("CONVERT"))
                  .ipWhitelist(List.of("192.168.1.1")));
      sandbox.agree(authorization.getAuthorizationId());
      TestReceiver.Received received = receiver.take();
      StringBuilder capture = new StringBuilder("POST /webhook HTTP/1.1\r\n");
      received
          .headers()
          .forEach((name, values) -> capture.append(name + ": " + values.get(0) + "\r\n"));
      byte[] whole = (capture + "\r\n" + received.body()).getBytes(UTF_8);
      String flag = "--from-sandbox=" + sandbox.baseUrl();

      CommandRun right = explain(whole, flag);
      sandbox.rotateWebhookKey();
      sandbox.rotateWebhookKey();
      CommandRun withNewKeys = explain(whole, flag);

      assertThat(right.out())
          .startsWith("The notification is valid.\n")
          .contains("  bizStatus: SUBMIT_AUTH_AGREE\n")
          .doesNotContain(authorization.getAuthorizationToken());
      assertThat(right.status()).isZero();
      assertThat(withNewKeys.out())
          .startsWith("UNKNOWN_CERTIFICATE: ")
          .doesNotContain(authorization.getAuthorizationToken(), "SUBMIT_AUTH_AGREE");
      assertThat(withNewKeys.status()).isEqualTo(1);
    }
  }

  @Test
  void exitsWithStatus2IfAKeyIsMissing(Sandbox sandbox) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("private.pem"),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    List<CommandRun> runs = new ArrayList<>();
    runs.add(explain(signed()));
    runs.add(explain(signed(), "--certificate=" + file));
    runs.add(explain(signed(), "--certificate=no-such-file"));
    runs.add(explain(signed(), "--certificate=pom.xml"));
    runs.add(explain(signed(), "--from-sandbox=http://127.0.0.1:1"));
    runs.add(explain(signed(), "--from-sandbox=nowhere"));
    runs.add(explain(signed(), "--api-key=other", "--from-sandbox=" + sandbox.baseUrl()));

    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.status()).as(run.err()).isEqualTo(2);
              assertThat(run.err()).hasLineCount(1).doesNotContain("Exception");
              assertThat(run.out()).isEmpty();
            });
    assertThat(runs.get(0).err()).startsWith("The provider's public key is missing; give");
  }

  @Test
  void saysThatAHeaderIsDuplicated() {
    byte[] capture = ("BinancePay-Nonce: a\nBinancePay-Nonce: b\n" + CAPTURE).getBytes(UTF_8);

    assertThat(explain(capture, "--from-sandbox=http://127.0.0.1:1").out())
        .startsWith("The notification has a duplicate header BinancePay-Nonce: 2 different values");
  }

  private static byte[] signed() {
    return ("BinancePay-Certificate-SN: A\nBinancePay-Nonce: n\nBinancePay-Timestamp: 1\n"
            + "BinancePay-Signature: AAAA\n"
            + CAPTURE)
        .getBytes(UTF_8);
  }

  private static CommandRun explain(byte[] capture, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("explain"));
    arguments.addAll(List.of(flags));
    return CommandRun.of(Map.of(), capture, arguments.toArray(String[]::new));
  }
}
