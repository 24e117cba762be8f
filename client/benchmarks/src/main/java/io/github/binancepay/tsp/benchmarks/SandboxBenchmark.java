package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.benchmarks.ServedProcess.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many requests a sandbox serves, beside a Jetty that only says hello to the same ones. */
final class SandboxBenchmark implements Benchmark {
  /** As many requests as the JIT compiler needs, and more. */
  private static final int WARM_UP = 60_000;

  @Override
  public String name() {
    return "sandbox";
  }

  @Override
  public List<Row> run(Settings settings) throws IOException {
    int millis = settings.choose(1_000, 200);
    Map<Kind, ServedProcess> servers = new EnumMap<>(Kind.class);
    Map<Kind, RequestFlood> floods = new EnumMap<>(Kind.class);
    Map<Kind, List<Double>> perSecond = new EnumMap<>(Kind.class);
    Map<Kind, List<Double>> perSecondOfCpu = new EnumMap<>(Kind.class);
    try {
      for (Kind kind : Kind.values()) {
        servers.put(kind, ServedProcess.start(settings, kind));
        floods.put(kind, RequestFlood.start(settings, servers.get(kind).url()));
        perSecond.put(kind, new ArrayList<>());
        perSecondOfCpu.put(kind, new ArrayList<>());
      }
      for (RequestFlood flood : floods.values()) {
        warmUp(flood, millis, settings.choose(WARM_UP, 0));
      }
      for (int round = 0; round < settings.choose(15, 1); round++) {
        for (Kind kind : Turns.of(floods.keySet(), round)) {
          long cpu = servers.get(kind).cpu();
          long started = System.nanoTime();
          double successes = successes(floods.get(kind), millis);
          perSecond.get(kind).add(1e9 * successes / (System.nanoTime() - started));
          perSecondOfCpu.get(kind).add(1e9 * successes / (servers.get(kind).cpu() - cpu));
        }
      }
    } finally {
      floods.values().forEach(RequestFlood::close);
      servers.values().forEach(ServedProcess::close);
    }
    return List.of(
        row("requests to a sandbox", perSecond, ""),
        row("… by a second of CPU, JVM included", perSecondOfCpu, "≥ 0.85×"));
  }

  private static void warmUp(RequestFlood flood, int millis, int requests) throws IOException {
    for (long sent = 0; sent < requests; ) {
      sent += successes(flood, millis);
    }
  }

  private static long successes(RequestFlood flood, int millis) throws IOException {
    long successes = flood.send(millis);
    if (successes == 0) {
      throw new IllegalStateException("no request succeeded");
    }
    return successes;
  }

  private static Row row(String what, Map<Kind, List<Double>> figures, String toReach) {
    return new Row(what, "/s", sample(Kind.SANDBOX, figures), "")
        .beside(sample(Kind.HELLO, figures), toReach);
  }

  private static Sample sample(Kind kind, Map<Kind, List<Double>> figures) {
    return new Sample(kind.inWords, figures.get(kind));
  }
}
