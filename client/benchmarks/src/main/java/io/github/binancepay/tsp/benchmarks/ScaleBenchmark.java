package io.github.binancepay.tsp.benchmarks;

import io.github.binancepay.tsp.benchmarks.AsyncCaller.Way;
import io.github.binancepay.tsp.benchmarks.LoadProcess.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/**
 * What one client can carry: 1 to 5,000 outstanding calls to a slow server, with several limits;
 * calls a second, threads, and memory. Writes a chart and a table of its own.
 */
final class ScaleBenchmark implements Benchmark {
  private static final int SERVER_MILLIS = 500;
  private static final double MIB = 1024 * 1024;

  /** How a client was told how many calls may be in flight. */
  private record Setting(Way way, int limit) {
    String inWords() {
      return String.format(
          Locale.ROOT, way == Way.VIRTUAL ? "virtual threads, %,d" : "limit %,d", limit);
    }
  }

  /** What was measured with one setting; the first has one call. */
  private record Series(Setting setting, List<Integer> calls, List<Measured> measured) {
    /** Beside what the client takes with one call. */
    double bytes(int i) {
      return measured.get(i).bytes() - measured.get(0).bytes();
    }

    double kibOfEach(int i) {
      return bytes(i) / calls.get(i) / 1024;
    }

    int last() {
      return calls.size() - 1;
    }
  }

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public List<Row> run(Settings settings) throws IOException {
    List<Series> all = new ArrayList<>();
    try (ChildJvm server = SlowServer.start(settings)) {
      String url = server.readLine();
      for (Setting setting : clients(settings)) {
        all.add(measure(settings, setting, url));
      }
    }
    Files.writeString(settings.folder().resolve("scale.svg"), chart(all).svg());
    Files.writeString(settings.folder().resolve("scale.md"), table(all));
    return all.stream().flatMap(series -> rows(series).stream()).toList();
  }

  private static List<Setting> clients(Settings settings) {
    List<Setting> clients = new ArrayList<>();
    for (int limit : settings.isShort() ? List.of(64, 256) : List.of(64, 256, 1000, 5000)) {
      clients.add(new Setting(Way.LIMIT, limit));
    }
    if (AsyncCaller.hasVirtualThreads()) {
      clients.add(new Setting(Way.VIRTUAL, 5000));
    } else {
      System.err.println("scale: no row of virtual threads, which need JDK 21 or newer");
    }
    return clients;
  }

  private static Series measure(Settings settings, Setting setting, String url) throws IOException {
    List<Integer> calls =
        settings.isShort() ? List.of(1, 100) : List.of(1, 10, 100, 1000, 2000, 5000);
    List<Measured> measured = new ArrayList<>();
    try (LoadProcess process = LoadProcess.start(settings, setting.way, url, setting.limit)) {
      process.warmUp(settings.choose(50_000, 100));
      for (int count : calls) {
        measured.add(
            process.keep(
                count,
                SERVER_MILLIS,
                settings.choose(4 * SERVER_MILLIS, 0),
                settings.choose(4 * SERVER_MILLIS, SERVER_MILLIS + 100)));
      }
    }
    return new Series(setting, calls, measured);
  }

  private static List<Row> rows(Series series) {
    int last = series.last();
    String what =
        String.format(
            Locale.ROOT,
            "%,d outstanding calls at %d ms, %s",
            series.calls.get(last),
            SERVER_MILLIS,
            series.setting.inWords());
    return List.of(
        new Row(what, "/s", sample(series.measured.get(last).perSecond()), ""),
        new Row("… threads", "", sample(series.measured.get(last).threads()), ""),
        new Row("… memory for each", "KiB", sample(series.kibOfEach(last)), ""));
  }

  private static Sample sample(double figure) {
    return new Sample("ours", List.of(figure));
  }

  private static Chart chart(List<Series> all) {
    String calls = "outstanding calls";
    return new Chart(
        "What one client carries, against a server that takes %d ms".formatted(SERVER_MILLIS),
        List.of(
            panel(
                all,
                "Calls per second",
                calls,
                "calls/s",
                0,
                s -> i -> s.measured.get(i).perSecond()),
            panel(all, "Threads", calls, "threads", 0, s -> i -> s.measured.get(i).threads()),
            panel(
                all,
                "Memory beside that of a client with one call",
                calls,
                "MiB",
                1,
                s -> i -> Math.max(0.1, s.bytes(i) / MIB))));
  }

  /** What a figure is read from, by its index. */
  private interface Figures extends Function<Series, IntToDoubleFunction> {}

  private static Chart.Panel panel(
      List<Series> all, String title, String x, String y, int first, Figures figures) {
    return new Chart.Panel(
        title,
        x,
        y,
        all.stream()
            .map(
                series -> {
                  List<Chart.Point> points = new ArrayList<>();
                  for (int i = first; i < series.calls.size(); i++) {
                    points.add(
                        new Chart.Point(
                            series.calls.get(i), figures.apply(series).applyAsDouble(i)));
                  }
                  return new Chart.Line(series.setting.inWords(), points);
                })
            .toList());
  }

  private static String table(List<Series> all) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| setting | outstanding | calls/s | failed | threads | MiB more than with one call | KiB for each |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (Series series : all) {
      for (int i = 0; i < series.calls.size(); i++) {
        Measured measured = series.measured.get(i);
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %,.0f | %,.0f | %.1f | %.1f |%n",
                series.setting.inWords(),
                series.calls.get(i),
                measured.perSecond(),
                measured.failed(),
                measured.threads(),
                series.bytes(i) / MIB,
                series.kibOfEach(i)));
      }
    }
    return table.toString();
  }
}
