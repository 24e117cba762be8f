package io.github.binancepay.tsp.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the JMH benchmarks of one class, in rounds: each round has a fork of each method, so that
 * they take turns.
 */
final class Jmh {
  private Jmh() {}

  /**
   * What was measured of one method.
   *
   * @param nanos for each operation
   * @param bytes allocated in each operation
   */
  record Result(List<Double> nanos, List<Double> bytes) {
    Result() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    Sample nanos(String name) {
      return new Sample(name, nanos);
    }

    Sample bytes(String name) {
      return new Sample(name, bytes);
    }
  }

  /**
   * By the name of the method, with the value of its parameter behind a space if it has one.
   *
   * @param warmUpMillis how long a fork runs before it is measured: on one core, compiling and what
   *     is compiled take turns, and what is called seldom is compiled late
   */
  static Map<String, Result> run(
      Settings settings, Class<?> methods, int warmUpMillis, String... properties)
      throws IOException, InterruptedException {
    Map<String, Result> results = new TreeMap<>();
    // Another user of this machine may run JMH, too.
    List<String> flags = new ArrayList<>(List.of("-Djmh.ignoreLock=true"));
    flags.addAll(List.of(properties));
    try (ChildJvm jvm =
        ChildJvm.start(
            settings.cores().measured(),
            flags,
            Jmh.class,
            methods.getName(),
            settings.choose(3, 1) + "",
            settings.choose(200, 20) + "",
            settings.choose(warmUpMillis, 800) + "",
            settings.choose(1, 0) + "")) {
      for (String line : jvm.readToEnd()) {
        String[] cells = line.split("\t", -1);
        if (cells.length == 3) {
          Result result = results.computeIfAbsent(cells[0], name -> new Result());
          result.nanos().add(Double.valueOf(cells[1]));
          result.bytes().add(Double.valueOf(cells[2]));
        }
      }
    }
    return results;
  }

  /**
   * Runs it on the cores that this process has.
   *
   * @param arguments the class, how many rounds, how many milliseconds an iteration and the warm-up
   *     take, and how many forks there are
   */
  public static void main(String[] arguments) throws RunnerException {
    int millis = Integer.parseInt(arguments[2]);
    Options options =
        new OptionsBuilder()
            .include("^" + arguments[0].replace(".", "\\.") + "\\.")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(Integer.parseInt(arguments[4]))
            .warmupIterations(4)
            .warmupTime(TimeValue.milliseconds(Long.parseLong(arguments[3]) / 4))
            .measurementIterations(4)
            .measurementTime(TimeValue.milliseconds(millis))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
      new Runner(options).run().forEach(Jmh::print);
    }
  }

  private static void print(RunResult result) {
    String method = result.getPrimaryResult().getLabel();
    String parameters =
        result.getParams().getParamsKeys().stream()
            .map(key -> " " + result.getParams().getParam(key))
            .reduce("", String::concat);
    System.out.printf(
        "%s%s\t%s\t%s%n",
        method,
        parameters,
        result.getPrimaryResult().getScore(),
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
  }
}
