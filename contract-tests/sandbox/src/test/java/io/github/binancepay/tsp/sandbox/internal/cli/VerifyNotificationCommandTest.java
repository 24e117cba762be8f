package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;
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
import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SandboxExtension.class)
class VerifyNotificationCommandTest {
  /** Words that a refused vector is explained with, by its name. */
  private static final Map<String, String> SAID =
      Map.ofEntries(
          entry("last LF missing", "last line feed"),
          entry("CRLF instead of LF", "CRLF"),
          entry("body with a line end more", "line end"),
          entry("body altered by one byte", "The key fits"),
          entry("timestamp altered", "timestamp that was signed is 1 ms before"),
          entry("other serial", "right, but by the key"),
          entry("unpublished serial", "query the certificates again"),
          entry("HMAC-SHA512 in hex", "HMAC"),
          entry("PSS", "PSS"),
          entry("SHA-1", "SHA-1: SHA-256 is expected"),
          entry("SHA-512", "SHA-512: SHA-256 is expected"),
          entry("hex instead of base64", "hex instead of base64"),
          entry("signature not base64", "base64"),
          entry("timestamp in seconds", "in seconds"),
          entry("no header BinancePay-Nonce", "BinancePay-Nonce is missing"));

  @TempDir private static Path folder;

  private static JsonObject vectors() throws IOException {
    try (InputStream file =
        VerifyNotificationCommandTest.class.getResourceAsStream(
            "/io/github/binancepay/tsp/openapi/notification-vectors.json")) {
      return JsonParser.parseReader(new InputStreamReader(file, UTF_8)).getAsJsonObject();
    }
  }

  static Stream<Arguments> notifications() throws IOException {
    List<ProviderKey> published =
        objects("keys")
            .filter(key -> key.get("published").getAsBoolean())
            .map(key -> key.get("certPublic").getAsString().getBytes(UTF_8))
            .flatMap(pem -> ProviderKey.read("", pem).stream())
            .toList();
    return objects("vectors")
        // What is wrong with these two alone is when they are received.
        .filter(vector -> !vector.get("name").getAsString().startsWith("timestamp too"))
        .map(vector -> arguments(vector, published));
  }

  private static Stream<JsonObject> objects(String member) throws IOException {
    return vectors().getAsJsonArray(member).asList().stream().map(JsonElement::getAsJsonObject);
  }

  @ParameterizedTest
  @MethodSource("notifications")
  void acceptsWhatAReceiverAccepts(JsonObject vector, List<ProviderKey> published) {
    List<String> headers =
        vector.getAsJsonObject("headers").entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue().getAsString())
            .toList();
    byte[] body = Base64.getDecoder().decode(vector.get("bodyBase64").getAsString());

    NotificationVerification verification =
        new NotificationVerification(CapturedRequest.of(headers, body), published);

    if (vector.get("accepted").getAsBoolean()) {
      assertThat(verification.mistakes()).isEmpty();
      assertThat(verification.remarks()).first().asString().contains("signature is right");
    } else {
      assertThat(String.join(" ", verification.mistakes()))
          .isNotEmpty()
          .contains(SAID.getOrDefault(vector.get("name").getAsString(), ""));
    }
  }

  @Test
  void takesHeadersAndBodyOneByOne() throws IOException {
    JsonObject vector =
        objects("vectors").filter(any -> any.get("accepted").getAsBoolean()).findFirst().get();
    Path body = folder.resolve("body");
    Files.write(body, Base64.getDecoder().decode(vector.get("bodyBase64").getAsString()));
    Path keys = folder.resolve("keys.pem");
    Files.writeString(
        keys,
        objects("keys").map(key -> key.get("certPublic").getAsString()).collect(joining("\n")));
    List<String> arguments =
        new ArrayList<>(List.of("verify-notification", "--certificate=" + keys, "--body=" + body));
    vector
        .getAsJsonObject("headers")
        .entrySet()
        .forEach(
            header ->
                arguments.add(
                    "--header=" + header.getKey() + ":" + header.getValue().getAsString()));

    CommandRun run = CommandRun.of(Map.of(), new byte[0], arguments.toArray(String[]::new));

    assertThat(run.out()).startsWith("The signature is right, by the key ");
    assertThat(run.status()).isZero();
  }

  @Test
  void aNotificationOfTheSandboxIsVerifiedAndItsTokenMasked(
      Sandbox sandbox, BinancePayClient client) throws Exception {
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

      CommandRun right = verify(sandbox, whole);
      sandbox.rotateWebhookKey();
      sandbox.rotateWebhookKey();
      CommandRun withNewKeys = verify(sandbox, whole);

      assertThat(right.out())
          .contains(
              "The signature is right",
              "  bizStatus: SUBMIT_AUTH_AGREE\n",
              "  authorizationId: " + authorization.getAuthorizationId() + "\n",
              "  authorizationToken: ****\n")
          .doesNotContain(authorization.getAuthorizationToken());
      assertThat(right.status()).isZero();
      assertThat(withNewKeys.status()).isEqualTo(1);
      assertThat(withNewKeys.out())
          .contains("names a key that is not one of those given", "query the certificates again")
          .doesNotContain(authorization.getAuthorizationToken(), "SUBMIT_AUTH_AGREE");
    }
  }

  private static CommandRun verify(Sandbox sandbox, byte[] capture) {
    return CommandRun.of(
        Map.of(), capture, "verify-notification", "--from-sandbox=" + sandbox.baseUrl());
  }

  @Test
  void saysThatNoSandboxIsThereOrThatItRefuses(Sandbox sandbox) {
    byte[] capture = "POST / HTTP/1.1\n\n".getBytes(ISO_8859_1);
    Map<String, String> others =
        Map.of("BINANCE_PAY_API_KEY", "k", "BINANCE_PAY_SECRET_KEY", "s3cr3t");

    CommandRun refused =
        CommandRun.of(
            others, capture, "verify-notification", "--from-sandbox=" + sandbox.baseUrl());
    CommandRun absent =
        CommandRun.of(
            Map.of(), capture, "verify-notification", "--from-sandbox=http://127.0.0.1:1");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("gives no certificates (HTTP 400, ").hasLineCount(1);
    assertThat(absent.status()).isEqualTo(2);
    assertThat(absent.err()).contains("does not respond").hasLineCount(1);
  }

  @Test
  void aPrivateKeyIsNotOneToVerifyWith() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("private.pem"),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

    CommandRun run =
        CommandRun.of(Map.of(), new byte[0], "verify-notification", "--certificate=" + file);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("has a PRIVATE KEY; expected").hasLineCount(1);
  }
}
