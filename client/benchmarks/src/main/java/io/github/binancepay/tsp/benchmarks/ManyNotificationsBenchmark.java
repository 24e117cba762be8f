package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonPrimitive;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.benchmarks.SignedNotifications.Delivery;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.InvalidNotificationException;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A million notifications of three keys, each hundredth with a serial that nobody knows and that
 * does not come again: what stays in memory, and how often the certificates are queried.
 */
final class ManyNotificationsBenchmark implements Benchmark {
  private static final int KEYS = 3;
  private static final int JUNK_EACH = 100;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Row> run(Settings settings) throws IOException, GeneralSecurityException {
    int count = settings.choose(1_000_000, 2_000);
    List<SignedNotifications> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(new SignedNotifications(2048));
    }
    // Signing takes 30 times as long as verifying, so that each comes more than once.
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < settings.choose(3_000, 300); i++) {
      deliveries.add(keys.get(i % KEYS).sign(body(i)));
    }
    try (CannedServer server = new CannedServer()) {
      server.respondWith(certificates(keys));
      WebhookVerifier verifier = verifier(server);
      deliver(verifier, deliveries, count / 20);
      long before = heapInUse();
      deliver(verifier, deliveries, count);
      double grown = (heapInUse() - before) / 1024.0;
      String what = "%,d notifications, 1 %% of unknown serials".formatted(count);
      return List.of(
          new Row(what + ": heap grown by", "KiB", sample(grown), ""),
          new Row("… queries of certificates", "", sample(server.requests()), ""));
    }
  }

  private static Sample sample(double figure) {
    return new Sample("ours", List.of(figure));
  }

  // Deliveries stay valid for as long as this runs.
  private static WebhookVerifier verifier(CannedServer server) {
    BinancePayClient client =
        BinancePayClient.builder()
            .baseUrl(server.baseUrl())
            .credentials(ApiCredentials.of(Caller.API_KEY, Caller.SECRET_KEY))
            .build();
    return WebhookVerifier.builder()
        .certificates(CertificateSource.from(client))
        .tolerance(Duration.ofHours(6))
        .build();
  }

  private static void deliver(WebhookVerifier verifier, List<Delivery> deliveries, int count) {
    int read = 0;
    int refused = 0;
    for (int i = 0; i < count; i++) {
      Delivery delivery = deliveries.get(i % deliveries.size());
      boolean junk = i % JUNK_EACH == 0;
      String serial = "JUNK%028d".formatted(System.nanoTime());
      try {
        read +=
            verifier
                .verify(
                    name ->
                        junk && name.equals("BinancePay-Certificate-SN")
                            ? serial
                            : delivery.header(name),
                    delivery.body())
                .authorization()
                .map(event -> 1)
                .orElseThrow();
      } catch (InvalidNotificationException e) {
        refused++;
      }
    }
    int expected = (count + JUNK_EACH - 1) / JUNK_EACH;
    if (refused != expected || read != count - expected) {
      throw new IllegalStateException(refused + " were refused, expected " + expected);
    }
  }

  private static byte[] body(int id) {
    return ("{\"bizType\":\"TECH_PROVIDER\",\"bizId\":%d,\"bizIdStr\":\"%<d\","
            + "\"bizStatus\":\"SUBMIT_AUTH_AGREE\",\"data\":%s}")
        .formatted(
            id,
            new JsonPrimitive(
                ("{\"authorizationId\":\"%d\",\"authorizationToken\":\"0123456789abcdef\","
                        + "\"merchantId\":1000135331248,\"merchantName\":\"Merchant\",\"scopes\":[\"CONVERT\"]}")
                    .formatted(id)))
        .getBytes(UTF_8);
  }

  private static byte[] certificates(List<SignedNotifications> keys) {
    String data =
        keys.stream()
            .map(
                key ->
                    "{\"certPublic\":%s,\"certSerial\":\"%s\"}"
                        .formatted(new JsonPrimitive(key.pem()), key.serial()))
            .collect(Collectors.joining(","));
    String json = "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":[%s]}".formatted(data);
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(json.length(), json)
        .getBytes(UTF_8);
  }

  private static long heapInUse() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
