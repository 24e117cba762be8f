package io.github.binancepay.tsp.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A JVM that makes calls in one way, whenever it is told to, and reports what they took.
 */
public final class CallingJvm implements AutoCloseable {
  private final ChildJvm jvm;

  private CallingJvm(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /**
   * What many calls took.
   *
   * @param calls how many there were
   * @param nanos from the first to the last
   * @param processNanos processor time of the process, with its compiler and garbage collector
   * @param threadNanos processor time of its Java threads
   * @param bytes allocated by its Java threads
   */
  record Taken(long calls, long nanos, long processNanos, long threadNanos, long bytes) {}

  static CallingJvm start(Settings settings, Caller.Way way, String url) throws IOException {
    return new CallingJvm(
        ChildJvm.start(
            settings.cores().measured(),
            List.of("-Xms256m", "-Xmx256m"),
            CallingJvm.class,
            way.name(),
            url));
  }

  Taken call(int threads, int calls) throws IOException {
    jvm.writeLine(threads + " " + calls);
    long[] taken = numbers(jvm.readLine());
    return new Taken(taken[0], taken[1], taken[2], taken[3], taken[4]);
  }

  @Override
  public void close() {
    jvm.close();
  }

  /**
   * Reads lines of a number of threads and a number of calls, and makes them.
   *
   * @param arguments the way, and the URL to call
   * @throws Exception if a call fails
   */
  public static void main(String[] arguments) throws Exception {
    Caller caller = Caller.of(Caller.Way.valueOf(arguments[0]), arguments[1]);
    ExecutorService threads = Executors.newCachedThreadPool();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      long[] order = numbers(line);
      System.out.println(measure(caller, threads, (int) order[0], (int) order[1]));
    }
    System.exit(0);
  }

  private static String measure(
      Caller caller, ExecutorService executor, int threads, int calls) throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(
          () -> {
            for (int call = 0; call < calls / threads; call++) {
              caller.call();
            }
            return null;
          });
    }
    long[] before = now();
    for (Future<Void> done : executor.invokeAll(tasks)) {
      done.get();
    }
    long[] after = now();
    StringBuilder line = new StringBuilder().append((long) calls / threads * threads);
    for (int i = 0; i < before.length; i++) {
      line.append(' ').append(after[i] - before[i]);
    }
    return line.toString();
  }

  private static long[] now() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] ids = threads.getAllThreadIds();
    return new long[] {
      System.nanoTime(),
      ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(),
      // Of a thread that has just ended, it is -1.
      LongStream.of(threads.getThreadCpuTime(ids)).filter(nanos -> nanos > 0).sum(),
      LongStream.of(threads.getThreadAllocatedBytes(ids)).filter(bytes -> bytes > 0).sum()
    };
  }

  private static long[] numbers(String line) {
    return Stream.of(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }
}
