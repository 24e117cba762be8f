package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.benchmarks.AsyncCaller.Way;
import io.github.binancepay.tsp.benchmarks.LoadProcess.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Many asynchronous calls at once, to a server that takes its time for each. */
final class OutstandingCallsBenchmark implements Benchmark {
  private static final List<Way> WAYS =
      List.of(Way.LIMIT, Way.OKHTTP, Way.OKHTTP_TIMEOUT, Way.DEFAULTS, Way.JDK);
  private static final int SERVER_MILLIS = 50;
  private static final int WARM_UP = 50_000;

  /** What one round came to, and how many connections were used. */
  private record Round(Measured measured, double connections) {}

  @Override
  public String name() {
    return "outstanding";
  }

  @Override
  public List<Row> run(Settings settings) throws IOException {
    int calls = settings.choose(1000, 20);
    Map<Way, LoadProcess> processes = new EnumMap<>(Way.class);
    Map<Way, List<Round>> rounds = new EnumMap<>(Way.class);
    try (ChildJvm server = SlowServer.start(settings)) {
      String url = server.readLine();
      for (Way way : WAYS) {
        rounds.put(way, new ArrayList<>());
        processes.put(way, LoadProcess.start(settings, way, url, calls));
      }
      int settleMillis = settings.choose(500, 200);
      int millis = settings.choose(1000, 200);
      for (LoadProcess process : processes.values()) {
        process.warmUp(settings.choose(WARM_UP, calls));
        // Opens the connections and starts the threads, which stay for a minute.
        process.keep(calls, SERVER_MILLIS, 0, millis);
        process.rest();
      }
      for (int round = 0; round < settings.choose(6, 1); round++) {
        for (Way way : Turns.of(WAYS, round)) {
          SlowServer.connectionsUsed(server);
          Measured measured = processes.get(way).keep(calls, SERVER_MILLIS, settleMillis, millis);
          rounds.get(way).add(new Round(measured, SlowServer.connectionsUsed(server)));
          processes.get(way).rest();
        }
      }
    } finally {
      processes.values().forEach(LoadProcess::close);
    }
    String what = "%,d outstanding calls at %d ms".formatted(calls, SERVER_MILLIS);
    return List.of(
        row(what + ", defaults", "/s", Way.DEFAULTS, rounds, r -> r.measured.perSecond(), ""),
        row(what + ", one method", "/s", Way.LIMIT, rounds, r -> r.measured.perSecond(), "≥ 0.9×"),
        row(
            "… by a second of CPU, JVM included",
            "/s",
            Way.LIMIT,
            rounds,
            r -> r.measured.perSecondOfCpu(),
            "≥ 0.9×"),
        row("… threads", "", Way.LIMIT, rounds, r -> r.measured.threads(), ""),
        row("… connections", "", Way.LIMIT, rounds, Round::connections, ""),
        row("… threads, defaults", "", Way.DEFAULTS, rounds, r -> r.measured.threads(), ""),
        row("… connections, defaults", "", Way.DEFAULTS, rounds, Round::connections, ""));
  }

  private static Row row(
      String what,
      String unit,
      Way ours,
      Map<Way, List<Round>> rounds,
      ToDoubleFunction<Round> figure,
      String toReach) {
    return new Row(what, unit, sample(ours, rounds, figure), "")
        .beside(sample(Way.OKHTTP, rounds, figure), toReach)
        .beside(sample(Way.OKHTTP_TIMEOUT, rounds, figure), "")
        .beside(sample(Way.JDK, rounds, figure), "");
  }

  private static Sample sample(
      Way way, Map<Way, List<Round>> rounds, ToDoubleFunction<Round> figure) {
    return new Sample(way.inWords, rounds.get(way).stream().map(figure::applyAsDouble).toList());
  }
}
