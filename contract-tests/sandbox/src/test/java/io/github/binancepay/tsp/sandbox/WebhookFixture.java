package io.github.binancepay.tsp.sandbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.sandbox.TestReceiver.Received;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Starts a sandbox that delivers to a receiver, with retries after 1 ms. */
abstract class WebhookFixture extends SandboxFixture {
  /** Key of all tests, because generating one takes time. */
  private static final String PEM =
      "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(WebhookKey.generate().privateKey().getEncoded())
          + "\n-----END PRIVATE KEY-----\n";

  @TempDir Path directory;

  final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  TestReceiver receiver;

  @BeforeEach
  void receive() throws Exception {
    Files.writeString(directory.resolve("key.pem"), PEM);
    receiver = new TestReceiver();
    restart(webhook());
  }

  final SandboxBuilder webhook() {
    return builder()
        .merchant("merchant1", "Merchant One")
        .merchant("1000135331248", "Test")
        .webhookUrl(receiver.url())
        .webhookKey(directory.resolve("key.pem"))
        .webhookRetryDelay(Duration.ofMillis(1))
        .log(log::add);
  }

  @AfterEach
  void stopReceiving() {
    receiver.close();
  }

  final JsonObject create(String merchantId) {
    return send(request -> request.merchantId(merchantId)).assertCreated().data();
  }

  /** {@return the public keys by serial} */
  final Map<String, String> certificates() {
    return call(Operations.QUERY_CERTIFICATES, "{}").objects("data").stream()
        .collect(
            Collectors.toMap(
                one -> one.get("certSerial").getAsString(),
                one -> one.get("certPublic").getAsString()));
  }

  final String deliveries() throws IOException {
    return get("/sandbox/deliveries").body();
  }

  final List<Received> take(int count) throws InterruptedException {
    List<Received> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(receiver.take());
    }
    return all;
  }

  /** Waits for a line of the log with these words. */
  final String logged(String words) throws InterruptedException {
    List<String> seen = new ArrayList<>();
    while (true) {
      String line = log.poll(30, TimeUnit.SECONDS);
      assertThat(line).as(seen.stream().collect(joining("\n"))).isNotNull();
      if (line.contains(words)) {
        return line;
      }
      seen.add(line);
    }
  }

  static String serialOf(Received notification) {
    return notification.header("BinancePay-Certificate-SN");
  }

  static JsonObject dataOf(Received notification) {
    return JsonParser.parseString(notification.json().get("data").getAsString()).getAsJsonObject();
  }
}
