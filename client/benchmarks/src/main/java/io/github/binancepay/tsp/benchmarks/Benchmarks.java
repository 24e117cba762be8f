package io.github.binancepay.tsp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Runs the benchmarks, and prints the table. */
public final class Benchmarks {
  private static final String TEXT = "report.txt";
  private static final List<Benchmark> ALL =
      List.of(
          new HeadersBenchmark(),
          CallBenchmark.ofOneThread(),
          CallBenchmark.ofManyThreads(),
          new OutstandingCallsBenchmark(),
          new ScaleBenchmark(),
          new ColdBenchmark(),
          new SandboxBenchmark(),
          new NotificationBenchmark(),
          new ManyNotificationsBenchmark(),
          new GrowthBenchmark());

  private Benchmarks() {}

  /**
   * Runs those that {@code -Dbenchmarks.only} names, or all; with {@code -Dbenchmarks.short}, just
   * long enough to show that they run. One that breaks takes no other's figures with it; the
   * process then ends with status 1.
   *
   * @param arguments none
   * @throws IOException if a report cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Settings settings = Settings.read();
    List<Row> rows = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (Benchmark benchmark : chosen(settings.only())) {
      long started = System.nanoTime();
      System.err.println(benchmark.name() + " …");
      try {
        rows.addAll(benchmark.run(settings));
      } catch (Exception e) {
        e.printStackTrace();
        broken.add(benchmark.name());
      }
      write(settings, rows);
      System.err.printf(
          "%s: %d s%n", benchmark.name(), (System.nanoTime() - started) / 1_000_000_000);
    }
    System.out.println(Files.readString(settings.folder().resolve(TEXT)));
    if (settings.isShort()) {
      System.out.println("In short: everything runs, and none of these figures is to be believed.");
    }
    if (!broken.isEmpty()) {
      System.err.println("broken, and not in the table: " + String.join(", ", broken));
      System.exit(1);
    }
  }

  /** After each benchmark, since all of them take minutes. */
  private static void write(Settings settings, List<Row> rows) throws IOException {
    Report report = new Report(Machine.lines(settings), rows);
    Files.writeString(settings.folder().resolve(TEXT), report.text());
    Files.writeString(settings.folder().resolve("report.md"), report.markdown());
  }

  private static List<Benchmark> chosen(List<String> only) {
    List<String> names = ALL.stream().map(Benchmark::name).toList();
    if (!names.containsAll(only)) {
      throw new IllegalArgumentException(
          "benchmarks.only is " + String.join(",", only) + "; expected some of " + names);
    }
    return ALL.stream()
        .filter(benchmark -> only.isEmpty() || only.contains(benchmark.name()))
        .toList();
  }
}
