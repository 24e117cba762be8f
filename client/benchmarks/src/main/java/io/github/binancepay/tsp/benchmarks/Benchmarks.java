package io.github.binancepay.tsp.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks with JMH's own command line, and prints ratios to the client's figures. */
public final class Benchmarks {
  private static final String CLIENT = "client";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private Benchmarks() {}

  /**
   * Runs the benchmarks.
   *
   * @param arguments JMH's options, such as {@code CallBenchmark -f 1 -p caller=client}
   * @throws Exception if JMH fails
   */
  public static void main(String[] arguments) throws Exception {
    CommandLineOptions options = new CommandLineOptions(arguments);
    if (options.shouldHelp()) {
      options.showHelp();
      return;
    }
    try (StubServer server = new StubServer()) {
      System.setProperty(StubServer.URL_PROPERTY, server.url());
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .parent(options)
                      .addProfiler(CpuTimeProfiler.class)
                      .addProfiler(GCProfiler.class)
                      .jvmArgsAppend("-D" + StubServer.URL_PROPERTY + "=" + server.url())
                      .shouldFailOnError(true)
                      .build())
              .run();
      print(results);
    }
  }

  /** Prints a row for each result: time, processor time, bytes, and the ratio client / row. */
  private static void print(Collection<RunResult> results) {
    Map<String, RunResult> clients = new TreeMap<>();
    for (RunResult result : results) {
      if (variant(result.getParams()).equals(CLIENT)) {
        clients.put(group(result.getParams()), result);
      }
    }
    System.out.printf(
        "%n%-58s %-16s %12s %12s %12s   client / this: time, CPU, bytes%n",
        "benchmark", "variant", "time", "CPU (us)", "bytes");
    for (RunResult result : results) {
      RunResult client = clients.get(group(result.getParams()));
      System.out.printf(
          Locale.ROOT,
          "%-58s %-16s %12s %12.1f %12.0f   %s%n",
          group(result.getParams()),
          variant(result.getParams()),
          "%.1f %s"
              .formatted(
                  result.getPrimaryResult().getScore(),
                  result.getPrimaryResult().getScoreUnit().replace("/op", "")),
          secondary(result, CpuTimeProfiler.LABEL),
          secondary(result, ALLOCATED),
          client == null || client == result ? "" : ratios(client, result));
    }
  }

  private static String ratios(RunResult client, RunResult other) {
    return String.format(
        Locale.ROOT,
        "%.2f  %.2f  %.2f",
        client.getPrimaryResult().getScore() / other.getPrimaryResult().getScore(),
        secondary(client, CpuTimeProfiler.LABEL) / secondary(other, CpuTimeProfiler.LABEL),
        secondary(client, ALLOCATED) / secondary(other, ALLOCATED));
  }

  private static double secondary(RunResult result, String label) {
    for (String key : result.getSecondaryResults().keySet()) {
      if (key.endsWith(label)) {
        return result.getSecondaryResults().get(key).getScore();
      }
    }
    return Double.NaN;
  }

  /** Returns who did the work: a parameter of the call benchmarks, otherwise the method. */
  private static String variant(BenchmarkParams params) {
    String caller = params.getParam("caller");
    return caller != null ? caller : params.getBenchmark().replaceFirst(".*\\.", "");
  }

  /** Returns the work itself: class and parameters. */
  private static String group(BenchmarkParams params) {
    StringBuilder group =
        new StringBuilder(params.getBenchmark().replaceFirst(".*\\.(\\w+)\\.\\w+$", "$1"));
    for (String key : params.getParamsKeys()) {
      if (!key.equals("caller")) {
        group.append(' ').append(key).append('=').append(params.getParam(key));
      }
    }
    return group.toString();
  }
}
