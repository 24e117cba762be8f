package io.github.binancepay.tsp.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** A JVM that makes calls in one way, whenever it is told to, and reports what they took. */
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
            List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"),
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

  private static String measure(Caller caller, ExecutorService executor, int threads, int calls)
      throws Exception {
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
    Moment before = Moment.now();
    for (Future<Void> done : executor.invokeAll(tasks)) {
      done.get();
    }
    return (long) calls / threads * threads + Moment.now().since(before);
  }

  /** The counters of this JVM, those of its threads by their ids. */
  private record Moment(
      long nanos, long processNanos, Map<Long, Long> threadNanos, Map<Long, Long> bytes) {
    static Moment now() {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      Map<Long, Long> threadNanos = new HashMap<>();
      Map<Long, Long> bytes = new HashMap<>();
      for (long id : threads.getAllThreadIds()) {
        threadNanos.put(id, threads.getThreadCpuTime(id));
        bytes.put(id, threads.getThreadAllocatedBytes(id));
      }
      return new Moment(System.nanoTime(), system.getProcessCpuTime(), threadNanos, bytes);
    }

    String since(Moment before) {
      return " "
          + (nanos - before.nanos)
          + " "
          + (processNanos - before.processNanos)
          + " "
          + sum(threadNanos, before.threadNanos)
          + " "
          + sum(bytes, before.bytes);
    }

    // A thread that has ended since then is left out, and had been idle.
    private static long sum(Map<Long, Long> after, Map<Long, Long> before) {
      return after.entrySet().stream()
          .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
          .sum();
    }
  }

  private static long[] numbers(String line) {
    return Stream.of(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }
}
