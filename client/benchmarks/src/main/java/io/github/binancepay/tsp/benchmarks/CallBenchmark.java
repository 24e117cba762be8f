package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.benchmarks.Caller.Way;
import io.github.binancepay.tsp.benchmarks.CallingJvm.Taken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Blocking calls over kept connections. Each way has a warm JVM of its own, so that none is
 * compiled for the habits of another, and they take many short turns.
 */
final class CallBenchmark implements Benchmark {
  private static final List<Way> WAYS =
      List.of(
          Way.OURS,
          Way.OKHTTP_GSON,
          Way.OKHTTP_GSON_TEXT,
          Way.OKHTTP_GSON_TIMEOUT,
          Way.RAW_OKHTTP,
          Way.JDK_GSON);

  /** As many as the JIT compiler needs until a call costs what it will. */
  private static final int WARM_UP = 50_000;

  private final String name;
  private final int threads;

  private CallBenchmark(String name, int threads) {
    this.name = name;
    this.threads = threads;
  }

  /** What one call takes. */
  static CallBenchmark ofOneThread() {
    return new CallBenchmark("call", 1);
  }

  /** How many calls many threads make. */
  static CallBenchmark ofManyThreads() {
    return new CallBenchmark("rate", 64);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Row> run(Settings settings) throws IOException {
    Map<Way, List<Taken>> taken = new EnumMap<>(Way.class);
    Map<Way, CallingJvm> jvms = new EnumMap<>(Way.class);
    try (ChildJvm server = FixedServer.start(settings)) {
      String url = server.readLine();
      for (Way way : WAYS) {
        taken.put(way, new ArrayList<>());
        jvms.put(way, CallingJvm.start(settings, way, url));
      }
      for (CallingJvm jvm : jvms.values()) {
        jvm.call(threads, settings.choose(WARM_UP, threads));
      }
      for (int round = 0; round < settings.choose(30, 1); round++) {
        for (Way way : Turns.of(WAYS, round)) {
          taken.get(way).add(jvms.get(way).call(threads, settings.choose(1_024, threads)));
        }
      }
    } finally {
      jvms.values().forEach(CallingJvm::close);
    }
    return threads == 1 ? costs(taken) : rates(taken);
  }

  private static List<Row> costs(Map<Way, List<Taken>> taken) {
    return List.of(
        row(
            "a blocking call, CPU of its Java threads",
            "µs",
            taken,
            calls -> calls.threadNanos() / 1e3 / calls.calls(),
            "≤ 1.03×"),
        row(
            "the same, bytes allocated",
            "B",
            taken,
            calls -> (double) calls.bytes() / calls.calls(),
            "≤ 1×"));
  }

  private static List<Row> rates(Map<Way, List<Taken>> taken) {
    return List.of(
        row(
            "calls, 64 threads",
            "/s",
            taken,
            calls -> 1e9 * calls.calls() / calls.nanos(),
            "≥ 0.97×"),
        row(
            "the same, by a second of CPU, JVM included",
            "/s",
            taken,
            calls -> 1e9 * calls.calls() / calls.processNanos(),
            "≥ 0.97×"));
  }

  private static Row row(
      String what,
      String unit,
      Map<Way, List<Taken>> taken,
      ToDoubleFunction<Taken> figure,
      String toReach) {
    Row row = new Row(what, unit, sample(Way.OURS, taken, figure), "");
    for (Way way : WAYS.subList(1, WAYS.size())) {
      row = row.beside(sample(way, taken, figure), way == Way.OKHTTP_GSON ? toReach : "");
    }
    return row;
  }

  private static Sample sample(
      Way way, Map<Way, List<Taken>> taken, ToDoubleFunction<Taken> figure) {
    return new Sample(way.inWords, taken.get(way).stream().map(figure::applyAsDouble).toList());
  }
}
