package io.github.binancepay.tsp.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The four headers, beside a bare HMAC and the least that can be written by hand. */
final class HeadersBenchmark implements Benchmark {
  private static final int WARM_UP_MILLIS = 8_000;
  private static final String BARE = "bare HmacSHA512, prepared Mac";
  private static final String BY_HAND = "the least by hand";

  @Override
  public String name() {
    return "headers";
  }

  @Override
  public List<Row> run(Settings settings) throws IOException, InterruptedException {
    Map<String, Jmh.Result> results = Jmh.run(settings, Headers.class, WARM_UP_MILLIS);
    return List.of(
        time("four headers, 102 B body", results, "102", "≤ 1.5×"),
        bytes("the same, bytes allocated", results, "102", "≤ 700 B"),
        time("four headers, 64 KiB body", results, "65536", "≤ 1.02×"),
        bytes("the same, bytes allocated", results, "65536", "≤ 1,024 B"));
  }

  private static Row time(
      String what, Map<String, Jmh.Result> results, String length, String toReach) {
    return new Row(what, "ns", results.get("ours " + length).nanos("ours"), "")
        .beside(results.get("bareHmac " + length).nanos(BARE), toReach)
        .beside(results.get("byHand " + length).nanos(BY_HAND), "≤ 1×");
  }

  private static Row bytes(
      String what, Map<String, Jmh.Result> results, String length, String toReach) {
    return new Row(what, "B", results.get("ours " + length).bytes("ours"), toReach)
        .beside(results.get("bareHmac " + length).bytes(BARE), "")
        .beside(results.get("byHand " + length).bytes(BY_HAND), "≤ 1×");
  }
}
