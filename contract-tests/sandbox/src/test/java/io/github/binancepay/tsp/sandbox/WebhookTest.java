package io.github.binancepay.tsp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import io.github.binancepay.tsp.sandbox.TestReceiver.Received;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest extends WebhookFixture {
  @Test
  void sendsASignedNotificationInTheFormatOfTheProvider() throws Exception {
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
    assertThat(json.remove("data").getAsString())
        .isEqualTo(
            """
            {"authorizationId":"%s","authorizationToken":%s,"merchantId":1000135331248,\
            "merchantName":"Test","scopes":["CONVERT","CHECKOUT"]}"""
                .formatted(id, created.get("authorizationToken")));
    assertThat(json)
        .hasToString(
            """
            {"bizType":"TECH_PROVIDER","bizId":%s,"bizIdStr":"%s","bizStatus":"SUBMIT_AUTH_AGREE"}"""
                .formatted(id, id));
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
    assertThat(dataOf(events.get(0)).get("scopes")).hasToString("[\"CONVERT\",\"CHECKOUT\"]");
    assertThat(events.subList(1, 4))
        .extracting(event -> dataOf(event).get("scopes").toString())
        .containsOnly("[\"PAYOUT\",\"REFUND\"]");
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

  @ParameterizedTest
  @CsvSource({
    "500, 0, '{\"returnCode\":\"SUCCESS\"}', HTTP 500",
    "201, 0, '{\"returnCode\":\"SUCCESS\"}', HTTP 201",
    "302, 0, '', HTTP 302",
    "200, 0, '', HTTP 200 without returnCode SUCCESS",
    "200, 0, SUCCESS, HTTP 200 without returnCode SUCCESS",
    "200, 0, '{\"a\":\"SUCCESS\"}', HTTP 200 without returnCode SUCCESS",
    "200, 0, '{\"returnCode\":null}', HTTP 200 without returnCode SUCCESS",
    "200, 0, '{\"returnCode\":\"FAIL\"}', HTTP 200 without returnCode SUCCESS",
    "200, 100000, '{\"returnCode\":\"SUCCESS\"}', HTTP 200 without returnCode SUCCESS"
  })
  void retriesARejectedDeliveryWithANewSignature(
      int status, int spaces, String body, String outcome) throws Exception {
    receiver.thenRespond(TestReceiver.json(status, " ".repeat(spaces) + body));
    sandbox.agree(create());
    Received first = receiver.take();
    clock.set(NOW.plusSeconds(1));
    List<Received> both = List.of(first, receiver.take());

    assertThat(logged("attempt 1")).endsWith(outcome + "; retry in 1 ms");
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
    restart(webhook().with(it -> it.afterWebhookTimeout = timeouts::add));
    receiver.thenRespond(
        exchange -> {
          timeouts.take().run();
          never.await();
        });
    // A response whose body never ends.
    receiver.thenRespond(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          timeouts.take().run();
          never.await();
        });
    sandbox.agree(create());

    take(3);
    assertThat(logged("attempt 1")).endsWith("no response within 10 s; retry in 1 ms");
    assertThat(logged("attempt 2")).endsWith("no response within 10 s; retry in 2 ms");
    assertThat(logged("attempt 3")).endsWith("HTTP 200, SUCCESS");
    never.countDown();
  }

  @Test
  void givesUpAfterSevenAttemptsAndDeliversTheNextEvent() throws Exception {
    for (int i = 0; i < 7; i++) {
      receiver.thenRespond(TestReceiver.json(500, ""));
    }
    String id = create();
    sandbox.agree(id);
    sandbox.disable(id);

    assertThat(take(7)).extracting(Received::bizStatus).containsOnly("SUBMIT_AUTH_AGREE");
    assertThat(receiver.take().bizStatus()).isEqualTo("TP_AUTH_DISABLED");
    assertThat(deliveries()).contains("given up after 7 attempts");
    assertThat(logged("attempt 6")).endsWith(": HTTP 500; retry in 32 ms");
    assertThat(logged("attempt 7")).endsWith(": HTTP 500; given up");
  }

  @Test
  void deliversEventsOfAuthorizationsIndependently() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    receiver.thenRespond(
        exchange -> {
          later.await();
          TestReceiver.SUCCESS.respond(exchange);
        });
    sandbox.agree(create());
    receiver.take();
    String other = create();
    sandbox.agree(other);

    assertThat(receiver.take().json().get("bizIdStr").getAsString()).isEqualTo(other);
    later.countDown();
  }

  @Test
  void stopsADeliveryWhenTheSandboxIsClosed() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    receiver.thenRespond(exchange -> never.await());
    String other = create();
    sandbox.agree(create());
    receiver.take();

    sandbox.close();
    sandbox.agree(other);

    assertThat(log).noneMatch(line -> line.contains("attempt"));
    receiver.assertReceivesNothing();
    never.countDown();
  }

  @Test
  void sendsNothingWithoutAUrl() throws Exception {
    restart(builder().log(log::add));
    String id = create();
    sandbox.agree(id);
    assertThat(logged("SUBMIT_AUTH_AGREE")).endsWith("not sent: there is no webhook URL");

    sandbox.webhookUrl(receiver.url());
    sandbox.disable(id);
    assertThat(receiver.take().bizStatus()).isEqualTo("TP_AUTH_DISABLED");
  }

  @Test
  void reportsARefusedAndAClosedConnection() throws Exception {
    receiver.thenRespond(HttpExchange::close);
    sandbox.agree(create());
    assertThat(logged("attempt 1")).endsWith("no response: IOException; retry in 1 ms");
    try (ServerSocket socket = new ServerSocket(0)) {
      sandbox.webhookUrl("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    sandbox.agree(create());

    assertThat(logged("attempt 7")).endsWith("no response: ConnectException; given up");
  }
}
