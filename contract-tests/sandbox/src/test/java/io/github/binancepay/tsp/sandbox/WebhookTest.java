package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.TestReceiver.Received;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Deliveries and their retries. */
class WebhookTest extends WebhookFixture {
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
  void deliversEachActionInOrderWithTheSameToken() throws Exception {
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
  void retriesARejectedDeliveryWithANewSignature(String outcome, TestReceiver.Responder responder)
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
  void retriesADeliveryWithoutAResponse() throws Exception {
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
  void givesUpAfterSevenAttemptsAndDeliversTheNextEvent() throws Exception {
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
  void anAuthorizationDoesNotWaitForAnother() throws Exception {
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
  void aDeliveryBlocksNoActionAndEndsWithTheSandbox() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    receiver.thenRespond(exchange -> awaitQuietly(never));
    sandbox.agree(createAny());
    receiver.take();

    sandbox.close();

    assertThat(log).noneMatch(line -> line.contains("attempt"));
    never.countDown();
  }

  @Test
  void sendsNothingWithoutAUrl() throws Exception {
    restart(builder().log(log::add));
    String id = createAny();
    sandbox.agree(id);
    assertThat(logged("SUBMIT_AUTH_AGREE")).endsWith("not sent: there is no webhook URL");

    sandbox.webhookUrl(receiver.url());
    sandbox.disable(id);
    assertThat(receiver.take().bizStatus()).isEqualTo("TP_AUTH_DISABLED");
  }

  @Test
  void reportsARefusedConnection() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      sandbox.webhookUrl("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    sandbox.agree(createAny());

    assertThat(logged("attempt 7")).endsWith("no response: ConnectException; given up");
  }

  private static Arguments refusal(String outcome, TestReceiver.Responder responder) {
    return arguments(outcome, responder);
  }
}
