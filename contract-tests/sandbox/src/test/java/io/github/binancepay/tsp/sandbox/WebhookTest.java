package io.github.binancepay.tsp.sandbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.sandbox.TestReceiver.Received;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.QueryCertificates;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Deliveries to a real receiver. */
@Timeout(60)
class WebhookTest extends SandboxFixture {
  /** One key for all: to make one takes time. */
  @TempDir private static Path directory;

  private static Path keyFile;

  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private TestReceiver receiver;

  @BeforeEach
  void receive() throws Exception {
    if (keyFile == null) {
      keyFile = directory.resolve("key.pem");
      String base64 =
          Base64.getMimeEncoder().encodeToString(WebhookKey.generate().privateKey().getEncoded());
      Files.writeString(
          keyFile, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }
    receiver = new TestReceiver();
    sandbox.close();
    sandbox = webhook().start();
  }

  private SandboxBuilder webhook() {
    return builder()
        .merchant("merchant1", "Merchant One")
        .merchant("1000135331248", "Test")
        .webhookUrl(receiver.url())
        .webhookKey(keyFile)
        .webhookRetryDelay(Duration.ofMillis(1))
        .log(log::add);
  }

  @AfterEach
  void stopReceiving() {
    receiver.close();
  }

  @Test
  void sendsWhatTheProviderSends() throws Exception {
    JsonObject created = create("1000135331248");
    String id = created.get("authorizationId").getAsString();
    sandbox.agree(id);

    Received notification = receiver.take();

    assertThat(notification.header("Content-Type")).startsWith("application/json");
    assertThat(notification.header("BinancePay-Nonce")).matches("[0-9A-Za-z]{32}");
    assertThat(notification.header("BinancePay-Timestamp"))
        .isEqualTo(Long.toString(NOW.toEpochMilli()));
    assertThat(notification.isSignedWith(certificates().get(serialOf(notification)))).isTrue();
    JsonObject json = notification.json();
    assertThat(json.keySet())
        .containsExactlyInAnyOrder("bizType", "data", "bizIdStr", "bizId", "bizStatus");
    assertThat(json.get("bizType").getAsString()).isEqualTo("TECH_PROVIDER");
    assertThat(json.get("bizIdStr")).hasToString('"' + id + '"');
    assertThat(json.get("bizId")).as("a number, with all its digits").hasToString(id);
    assertThat(json.get("bizStatus").getAsString()).isEqualTo("SUBMIT_AUTH_AGREE");
    assertThat(json.get("data").getAsString())
        .isEqualTo(
            "{\"authorizationId\":\"%s\",\"authorizationToken\":%s,\"merchantId\":1000135331248,"
                    .formatted(id, created.get("authorizationToken"))
                + "\"merchantName\":\"Test\",\"scopes\":[\"CONVERT\",\"CHECKOUT\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999999999999999999, 999999999999999999",
    "1000000000000000000, '\"1000000000000000000\"'",
    "007, '\"007\"'",
    "1e3, '\"1e3\"'",
    "-1, '\"-1\"'",
    "m, '\"m\"'"
  })
  void writesAMerchantIdAsANumberIfItIsOneThatALongHolds(String merchantId, String written)
      throws Exception {
    sandbox.addMerchant(merchantId, "Merchant");
    sandbox.agree(create(merchantId).get("authorizationId").getAsString());

    assertThat(dataOf(receiver.take()).get("merchantId")).hasToString(written);
  }

  @Test
  void tellsOfEverythingThatAMerchantDoesInItsOrderWithTheSameToken() throws Exception {
    JsonObject first = create("merchant1");
    String id = first.get("authorizationId").getAsString();
    sandbox.agree(id);
    sandbox.change(id, "PAYOUT", "REFUND");
    sandbox.change(id);
    sandbox.disable(id);
    List<Received> events = take(4);

    assertThat(events)
        .extracting(Received::bizStatus)
        .containsExactly(
            "SUBMIT_AUTH_AGREE", "TP_AUTH_CHANGED", "TP_AUTH_CHANGED", "TP_AUTH_DISABLED");
    assertThat(events)
        .extracting(event -> dataOf(event).get("scopes").toString())
        .containsExactly(
            "[\"CONVERT\",\"CHECKOUT\"]",
            "[\"PAYOUT\",\"REFUND\"]",
            "[\"PAYOUT\",\"REFUND\"]",
            "[\"PAYOUT\",\"REFUND\"]");
    assertThat(events)
        .extracting(event -> dataOf(event).get("authorizationToken"))
        .containsOnly(first.get("authorizationToken"));

    JsonObject second = create("merchant1");
    sandbox.reject(second.get("authorizationId").getAsString());
    Received rejected = receiver.take();
    assertThat(rejected.bizStatus()).isEqualTo("SUBMIT_AUTH_REJECT");
    assertThat(dataOf(rejected).get("authorizationToken"))
        .isEqualTo(second.get("authorizationToken"));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("HTTP 500", TestReceiver.json(500, "{\"returnCode\":\"SUCCESS\"}")),
        refusal("HTTP 201", TestReceiver.json(201, "{\"returnCode\":\"SUCCESS\"}")),
        refusal("HTTP 302", TestReceiver.json(302, "")),
        refusal("HTTP 200 without returnCode SUCCESS", TestReceiver.json(200, "")),
        refusal("HTTP 200 without returnCode SUCCESS", TestReceiver.json(200, "SUCCESS")),
        refusal(
            "HTTP 200 without returnCode SUCCESS", TestReceiver.json(200, "{\"a\":\"SUCCESS\"}")),
        refusal(
            "HTTP 200 without returnCode SUCCESS", TestReceiver.json(200, "{\"returnCode\":null}")),
        refusal(
            "HTTP 200 without returnCode SUCCESS",
            TestReceiver.json(200, "{\"returnCode\":\"FAIL\"}")),
        refusal(
            "HTTP 200 without returnCode SUCCESS",
            TestReceiver.json(200, " ".repeat(100_000) + "{\"returnCode\":\"SUCCESS\"}")),
        refusal("no response: IOException", exchange -> exchange.close()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void sendsAgainWhatWasNotAcceptedAndSignsItAgain(String outcome, TestReceiver.Responder responder)
      throws Exception {
    receiver.thenRespond(responder);
    sandbox.agree(createAny());
    Received first = receiver.take();
    clock.set(NOW.plusSeconds(1));
    List<Received> both = List.of(first, receiver.take());

    assertThat(logged("attempt 1")).endsWith(outcome);
    assertThat(logged("attempt 2")).endsWith("HTTP 200, SUCCESS");
    assertThat(both.get(1).body()).isEqualTo(both.get(0).body());
    assertThat(both).extracting(one -> one.header("BinancePay-Nonce")).doesNotHaveDuplicates();
    for (Received one : both) {
      assertThat(one.isSignedWith(certificates().get(serialOf(one)))).isTrue();
    }
  }

  @Test
  void sendsAgainWhatWasNeverRespondedTo() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    BlockingQueue<Runnable> timeouts = new LinkedBlockingQueue<>();
    restart(webhook().afterWebhookTimeout(timeouts::add));
    receiver.thenRespond(
        exchange -> {
          runNext(timeouts);
          awaitQuietly(never);
        });
    // A body that never ends is none either.
    receiver.thenRespond(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          runNext(timeouts);
          awaitQuietly(never);
        });
    sandbox.agree(createAny());

    take(3);
    assertThat(logged("attempt 1")).endsWith("no response within 10 s");
    assertThat(logged("attempt 2")).endsWith("no response within 10 s");
    assertThat(logged("attempt 3")).endsWith("HTTP 200, SUCCESS");
    never.countDown();
  }

  @Test
  void givesUpAfterSevenAttemptsAndGoesOnWithTheNextEvent() throws Exception {
    for (int i = 0; i < 7; i++) {
      receiver.thenRespond(TestReceiver.json(500, ""));
    }
    String id = createAny();
    sandbox.agree(id);
    sandbox.disable(id);

    assertThat(take(8))
        .extracting(Received::bizStatus)
        .containsExactly(
            Stream.concat(
                    Stream.generate(() -> "SUBMIT_AUTH_AGREE").limit(7),
                    Stream.of("TP_AUTH_DISABLED"))
                .toArray(String[]::new));
    assertThat(deliveries()).contains("given up after 7 attempts");
    assertThat(logged("attempt 6")).endsWith(": HTTP 500");
    assertThat(logged("attempt 7")).endsWith(": HTTP 500; given up");
  }

  @Test
  void hasOneAuthorizationWaitForNoOther() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    receiver.thenRespond(
        exchange -> {
          awaitQuietly(later);
          TestReceiver.SUCCESS.respond(exchange);
        });
    sandbox.agree(createAny());
    receiver.take();
    String other = createAny();
    sandbox.agree(other);

    assertThat(receiver.take().json().get("bizIdStr").getAsString()).isEqualTo(other);
    later.countDown();
  }

  @Test
  void isNoReasonForAMerchantToWaitAndEndsWithTheSandbox() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    receiver.thenRespond(exchange -> awaitQuietly(never));
    sandbox.agree(createAny());
    receiver.take();

    sandbox.close();

    assertThat(log).noneMatch(line -> line.contains("attempt"));
    never.countDown();
  }

  @Test
  void sendsNothingWithoutAnAddressAndSaysSo() throws Exception {
    restart(builder().log(log::add));
    String id = createAny();
    sandbox.agree(id);
    assertThat(logged("SUBMIT_AUTH_AGREE")).endsWith("not sent: there is no webhook URL");

    sandbox.webhookUrl(receiver.url());
    sandbox.disable(id);
    assertThat(receiver.take().bizStatus()).isEqualTo("TP_AUTH_DISABLED");
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      sandbox.webhookUrl("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    sandbox.agree(createAny());

    assertThat(logged("attempt 7")).endsWith("no response: ConnectException; given up");
  }

  @Test
  void logsNoTokenAndNoSignature() throws Exception {
    JsonObject created = create("merchant1");
    sandbox.agree(created.get("authorizationId").getAsString());
    Received notification = receiver.take();
    logged("attempt 1");

    assertThat(String.join("\n", log) + deliveries())
        .doesNotContain(
            created.get("authorizationToken").getAsString(),
            notification.header("BinancePay-Signature"));
  }

  @Test
  void signsWithTheNewKeyAfterARotationAndListsBoth() throws Exception {
    String id = createAny();
    sandbox.agree(id);
    Received before = receiver.take();

    String serial = sandbox.rotateWebhookKey();
    sandbox.disable(id);
    Received after = receiver.take();

    assertThat(serialOf(after)).isEqualTo(serial).isNotEqualTo(serialOf(before));
    Map<String, String> certificates = certificates();
    assertThat(certificates).hasSize(2);
    for (Received one : List.of(before, after)) {
      assertThat(one.isSignedWith(certificates.get(serialOf(one)))).isTrue();
    }
    sandbox.rotateWebhookKey();
    assertThat(certificates()).hasSize(2).containsKey(serial);
  }

  @Test
  void keepsTheKeyOfItsFileOverARestart() throws Exception {
    Map<String, String> before = certificates();
    restart(webhook());

    assertThat(certificates()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void hasAFaultOnceAndThenGetsItRight(DeliveryFault fault) throws Exception {
    receiver.thenRespond(TestReceiver.json(500, ""));
    String id = createAny();
    sandbox.nextDelivery(fault);
    sandbox.agree(id);
    sandbox.disable(id);
    List<Received> all = take(fault == DeliveryFault.TWICE ? 4 : 3);

    Received first = all.get(0);
    String pem = certificates().get(serialOf(first));
    assertThat(pem == null).isEqualTo(fault == DeliveryFault.UNKNOWN_SERIAL);
    assertThat(pem != null && first.isSignedWith(pem))
        .isEqualTo(
            !Set.of(DeliveryFault.UNKNOWN_SERIAL, DeliveryFault.WRONG_SIGNATURE).contains(fault));
    long age = NOW.toEpochMilli() - Long.parseLong(first.header("BinancePay-Timestamp"));
    assertThat(age).isEqualTo(fault == DeliveryFault.OLD_TIMESTAMP ? 3_600_000 : 0);
    for (Received later : all.subList(1, all.size())) {
      assertThat(later.isSignedWith(certificates().get(serialOf(later)))).isTrue();
    }
    String agree = "SUBMIT_AUTH_AGREE";
    String disable = "TP_AUTH_DISABLED";
    assertThat(all)
        .extracting(Received::bizStatus)
        .isEqualTo(
            switch (fault) {
              case TWICE -> List.of(agree, agree, agree, disable);
              case OUT_OF_ORDER -> List.of(disable, disable, agree);
              default -> List.of(agree, agree, disable);
            });
    Set<String> nonces = new HashSet<>();
    assertThat(all).allMatch(one -> nonces.add(one.header("BinancePay-Nonce")));
  }

  @Test
  void holdsAnEventBackUntilOneOfAnotherAuthorizationToo() throws Exception {
    String first = createAny();
    String second = createAny();
    sandbox.nextDelivery(DeliveryFault.OUT_OF_ORDER);
    sandbox.agree(first);
    sandbox.agree(second);

    assertThat(take(2))
        .extracting(event -> event.json().get("bizIdStr").getAsString())
        .containsExactly(second, first);
  }

  @Test
  void marksAnAttemptWithAFault() throws Exception {
    sandbox.nextDelivery(DeliveryFault.WRONG_SIGNATURE);
    sandbox.agree(createAny());
    receiver.take();

    assertThat(logged("attempt 1"))
        .endsWith(
            "with wrong-signature, HTTP 200, SUCCESS; WARNING: your receiver accepted a"
                + " notification with a wrong signature");
  }

  @Test
  void keepsNoMoreEventsAndFaultsThanItCan() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    receiver.thenRespond(exchange -> awaitQuietly(later));
    String id = createAny();
    sandbox.agree(id);
    for (int i = 1; i < Limits.PENDING_DELIVERIES; i++) {
      sandbox.change(id);
    }
    assertThat(log).noneMatch(line -> line.contains("dropped"));

    sandbox.change(id);
    assertThat(logged("dropped")).endsWith("1000 others are not settled yet");
    for (int i = 0; i < Limits.PENDING_DELIVERIES; i++) {
      sandbox.nextDelivery(DeliveryFault.TWICE);
    }
    assertThatIllegalStateException().isThrownBy(() -> sandbox.nextDelivery(DeliveryFault.TWICE));
    sandbox.close();
    later.countDown();
  }

  private static Arguments refusal(String outcome, TestReceiver.Responder responder) {
    return arguments(outcome, responder);
  }

  private void restart(SandboxBuilder described) throws IOException {
    sandbox.close();
    sandbox = described.start();
  }

  private String createAny() {
    return create("merchant1").get("authorizationId").getAsString();
  }

  private JsonObject create(String merchantId) {
    // Its clock may have moved.
    return send(request -> request.merchantId(merchantId).at(clock.instant()))
        .assertCreated()
        .data();
  }

  /** The public keys, by serial. */
  private Map<String, String> certificates() {
    Reply reply =
        send(r -> r.operation(QueryCertificates.OPERATION, "{}").at(clock.instant()))
            .assertCreated();
    return reply.json().getAsJsonArray("data").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .collect(
            Collectors.toMap(
                one -> one.get("certSerial").getAsString(),
                one -> one.get("certPublic").getAsString()));
  }

  private String deliveries() {
    return send(request -> request.method("GET").path("/sandbox/deliveries")).body();
  }

  private List<Received> take(int count) throws InterruptedException {
    List<Received> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(receiver.take());
    }
    return all;
  }

  /** The first line of the log with these words, for which it waits. */
  private String logged(String words) throws InterruptedException {
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

  private static String serialOf(Received notification) {
    return notification.header("BinancePay-Certificate-SN");
  }

  private static JsonObject dataOf(Received notification) {
    return JsonParser.parseString(notification.json().get("data").getAsString()).getAsJsonObject();
  }

  private static void runNext(BlockingQueue<Runnable> tasks) {
    try {
      tasks.take().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
