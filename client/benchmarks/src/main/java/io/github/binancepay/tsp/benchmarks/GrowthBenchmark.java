package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonPrimitive;
import com.sun.management.ThreadMXBean;
import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.model.CreateAuthorizationRequest;
import io.github.binancepay.tsp.model.QueryAuthorizationsRequest;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.InvalidNotificationException;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * What a byte of a response or a notification costs when there are 10, 100 and 1,000 times as many
 * of them, of what is usual and of what someone might send to do harm. Most of those are refused;
 * to refuse has to be as cheap. Writes a table of its own.
 */
final class GrowthBenchmark implements Benchmark {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The largest is near the bound of 1 MiB. */
  private static final List<Integer> BODIES = List.of(1_000, 10_000, 100_000, 1_000_000);

  /** OkHttp reads at most 256 KiB. */
  private static final List<Integer> HEADS = List.of(250, 2_500, 25_000, 250_000);

  private static final String SUCCESS =
      "{\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"total\":1,\"rows\":%s},\"new\":%s}";
  private static final String OTHER_NOTIFICATION =
      "{\"bizType\":\"PAY\",\"bizId\":1,\"bizStatus\":\"PAY_SUCCESS\",\"data\":%s}";

  /** What to do with one input; it has been made already. */
  private interface Reading {
    Object read();
  }

  /** Processor time and allocated bytes of the reading thread, for each byte of the input. */
  private record Cost(double nanos, double bytes) {}

  /** What an input costs, smallest first. */
  private record Growth(String name, List<Cost> costs) {
    /** The largest beside the cheaper of the middle ones: at 1× the call itself weighs most. */
    double nanos() {
      return costs.get(3).nanos / Math.max(costs.get(1).nanos, costs.get(2).nanos);
    }

    double bytes() {
      return costs.get(3).bytes / Math.max(costs.get(1).bytes, costs.get(2).bytes);
    }
  }

  private final List<Growth> grown = new ArrayList<>();
  private int batches;
  private int smaller;
  private CannedServer server;
  private BinancePayClient client;
  private SignedNotifications provider;
  private WebhookVerifier verifier;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public List<Row> run(Settings settings) throws IOException, GeneralSecurityException {
    batches = settings.choose(3, 1);
    smaller = settings.choose(1, 100);
    provider = new SignedNotifications(2048);
    verifier = WebhookVerifier.builder().certificates(CertificateSource.of(provider.pem())).build();
    try (CannedServer canned = new CannedServer()) {
      server = canned;
      client =
          BinancePayClient.builder()
              .baseUrl(server.baseUrl())
              .credentials(ApiCredentials.of(Caller.API_KEY, Caller.SECRET_KEY))
              .build();
      warmUp(settings);
      measure();
    }
    Files.writeString(settings.folder().resolve("growth.md"), table());
    Growth usual = grown.get(0);
    Growth steepest = grown.stream().max(Comparator.comparing(Growth::nanos)).orElseThrow();
    Growth largest = grown.stream().max(Comparator.comparing(Growth::bytes)).orElseThrow();
    return List.of(
        row("1,000× larger: " + usual.name, "ns/B", usual, Cost::nanos),
        row("… bytes", "B/B", usual, Cost::bytes),
        row(
            "steepest of %d: %s".formatted(grown.size(), steepest.name),
            "ns/B",
            steepest,
            Cost::nanos),
        row("steepest in bytes: " + largest.name, "B/B", largest, Cost::bytes));
  }

  private static Row row(String what, String unit, Growth growth, ToDoubleFunction<Cost> figure) {
    Row row = new Row(what, unit, sample("1,000×", figure.applyAsDouble(growth.costs.get(3))), "");
    return row.beside(sample("10×", figure.applyAsDouble(growth.costs.get(1))), "≤ 1.5×")
        .beside(sample("100×", figure.applyAsDouble(growth.costs.get(2))), "≤ 1.5×");
  }

  private static Sample sample(String name, double figure) {
    return new Sample(name, List.of(figure));
  }

  private void warmUp(Settings settings) {
    IntFunction<String> records = GrowthInputs.values().get("records");
    Reading response = response(SUCCESS.formatted(records.apply(10_000), "1"));
    Reading notification = notification(OTHER_NOTIFICATION.formatted(records.apply(10_000)));
    for (int i = 0; i < settings.choose(2_000, 10); i++) {
      Object unused = outcome(response);
      unused = outcome(notification);
    }
  }

  private void measure() {
    Map<String, IntFunction<String>> values = GrowthInputs.values();
    add(
        "records",
        BODIES,
        size -> response(SUCCESS.formatted(values.get("records").apply(size), 1)));
    values.forEach(
        (name, value) -> {
          add("new field: " + name, BODIES, n -> response(SUCCESS.formatted("[]", value.apply(n))));
          add(
              "rejection: " + name,
              BODIES,
              n ->
                  response(
                      "{\"status\":\"FAIL\",\"code\":\"400000\",\"errorMessage\":%s}"
                          .formatted(value.apply(n))));
          add(
              "other notification: " + name,
              BODIES,
              n -> notification(OTHER_NOTIFICATION.formatted(value.apply(n))));
          add("notification: " + name, BODIES, n -> authorization(value.apply(n / 2)));
        });
    GrowthInputs.pages()
        .forEach((name, page) -> add("no JSON: " + name, BODIES, n -> response(page.apply(n))));
    GrowthInputs.heads()
        .forEach(
            (name, head) ->
                add(
                    "head: " + name,
                    HEADS,
                    n -> response("Content-Length: 2\r\n" + head.apply(n), "{}")));
    add(
        "chunks of one byte",
        BODIES,
        n -> chunked(SUCCESS.formatted("[]", GrowthInputs.text(n, "a"))));
    lists().forEach((name, record) -> add("found: " + name, BODIES, n -> found(record.apply(n))));
  }

  /** Records whose lists are compared with those of a request. */
  private static Map<String, IntFunction<String>> lists() {
    IntFunction<String> list = GrowthInputs.values().get("texts with one hash");
    Map<String, IntFunction<String>> records = new LinkedHashMap<>();
    records.put("scopes with one hash", n -> GrowthInputs.record(list.apply(n), "[]"));
    records.put(
        "addresses with one hash", n -> GrowthInputs.record("[\"CONVERT\"]", list.apply(n)));
    return records;
  }

  private Reading response(String json) {
    return response("Content-Length: " + json.getBytes(UTF_8).length + "\r\n", json);
  }

  private Reading response(String head, String body) {
    return read(
        head,
        body,
        () -> client.queryAuthorizations(new QueryAuthorizationsRequest().page(1).rows(10)));
  }

  private Reading chunked(String body) {
    return response("Transfer-Encoding: chunked\r\n", GrowthInputs.chunks(body));
  }

  private Reading found(String record) {
    CreateAuthorizationRequest request =
        new CreateAuthorizationRequest()
            .merchantId("merchant1")
            .scopes(List.of("CONVERT"))
            .ipWhitelist(List.of("192.168.1.1"));
    String json = SUCCESS.formatted("[" + record + "]", 1);
    return read(
        "Content-Length: " + json.getBytes(UTF_8).length + "\r\n",
        json,
        () -> client.findAuthorizations(request));
  }

  private Reading read(String head, String body, Reading call) {
    byte[] response = ("HTTP/1.1 200 OK\r\n" + head + "\r\n" + body).getBytes(UTF_8);
    return () -> {
      server.respondWith(response);
      return call.read();
    };
  }

  private Reading authorization(String value) {
    String data =
        new JsonPrimitive(
                ("{\"authorizationId\":\"1\",\"authorizationToken\":\"t\",\"merchantId\":1,"
                        + "\"merchantName\":\"\",\"new\":%s}")
                    .formatted(value))
            .toString();
    return notification(
        "{\"bizType\":\"TECH_PROVIDER\",\"bizId\":1,\"bizStatus\":\"SUBMIT_AUTH_AGREE\",\"data\":%s}"
            .formatted(data));
  }

  private Reading notification(String json) {
    SignedNotifications.Delivery delivery = provider.sign(json.getBytes(UTF_8));
    return () -> verifier.verify(delivery::header, delivery.body());
  }

  private void add(String name, List<Integer> sizes, IntFunction<Reading> input) {
    List<Cost> costs = new ArrayList<>();
    for (int size : sizes) {
      costs.add(cost(input.apply(size / smaller), size / smaller));
    }
    grown.add(new Growth(name, costs));
  }

  /** The least of some batches, since whatever else happens only adds. */
  private Cost cost(Reading reading, int size) {
    int repeated = batches == 1 ? 1 : Math.max(1, Math.min(50, 100_000 / size));
    double nanos = Double.MAX_VALUE;
    double bytes = Double.MAX_VALUE;
    for (int batch = 0; batch < batches; batch++) {
      long nanosBefore = THREADS.getCurrentThreadCpuTime();
      long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < repeated; i++) {
        Object unused = outcome(reading);
      }
      double read = (double) repeated * size;
      nanos = Math.min(nanos, (THREADS.getCurrentThreadCpuTime() - nanosBefore) / read);
      bytes = Math.min(bytes, (THREADS.getCurrentThreadAllocatedBytes() - bytesBefore) / read);
    }
    return new Cost(nanos, bytes);
  }

  private static Object outcome(Reading reading) {
    try {
      return reading.read();
    } catch (BinancePayException | InvalidNotificationException e) {
      return e;
    }
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "Processor time (ns) and allocation (B) for each byte, when there are 10, 100, and 1,000 times as many.\n\n");
    table.append(
        "| what | ns 1× | 10× | 100× | 1,000× | growth | B 1× | 10× | 100× | 1,000× | growth |\n");
    table.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Growth growth : grown) {
      table.append("| ").append(growth.name);
      for (Cost cost : growth.costs) {
        table.append(String.format(Locale.ROOT, " | %.1f", cost.nanos));
      }
      table.append(String.format(Locale.ROOT, " | %.2f×", growth.nanos()));
      for (Cost cost : growth.costs) {
        table.append(String.format(Locale.ROOT, " | %.1f", cost.bytes));
      }
      table.append(String.format(Locale.ROOT, " | %.2f× |%n", growth.bytes()));
    }
    return table.toString();
  }
}
