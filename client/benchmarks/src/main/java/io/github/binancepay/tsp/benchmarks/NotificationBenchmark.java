package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.benchmarks.SignedNotifications.Delivery;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Verifying and reading a notification, beside verifying its signature and nothing else. */
final class NotificationBenchmark implements Benchmark {
  private static final int KEY_BITS = 4096;

  // The division of large numbers, of which there is one in a call, is slow for up to 20 s.
  private static final int WARM_UP_MILLIS = 30_000;
  private static final String BARE = "bare Signature.verify, prepared key";

  @Override
  public String name() {
    return "notification";
  }

  @Override
  public List<Row> run(Settings settings)
      throws IOException, InterruptedException, GeneralSecurityException {
    Map<String, Jmh.Result> results =
        Jmh.run(settings, Notifications.class, WARM_UP_MILLIS, signed());
    Jmh.Result ours = results.get("ours");
    Jmh.Result bare = results.get("bareVerify");
    return List.of(
        new Row("verifying a notification, RSA 4096", "ns", ours.nanos("ours"), "")
            .beside(bare.nanos(BARE), "≤ 1.1×"),
        new Row("the same, bytes allocated", "B", ours.bytes("ours"), "")
            .beside(bare.bytes(BARE), ""));
  }

  /** The notification, signed with a key of this run, as properties of a JVM. */
  private static String[] signed() throws GeneralSecurityException {
    SignedNotifications provider = new SignedNotifications(KEY_BITS);
    Delivery delivery = provider.sign(Notifications.BODY.getBytes(UTF_8));
    List<String> properties = new ArrayList<>();
    String pem = Base64.getEncoder().encodeToString(provider.pem().getBytes(UTF_8));
    properties.add("-D" + Notifications.PEM + "=" + pem);
    for (String name : Notifications.HEADERS) {
      properties.add("-D" + name + "=" + delivery.header(name));
    }
    return properties.toArray(String[]::new);
  }
}
