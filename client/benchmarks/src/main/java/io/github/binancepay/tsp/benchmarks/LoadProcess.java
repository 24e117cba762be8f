package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JVM that keeps a number of asynchronous calls outstanding: one that ends begins the next. It
 * reports, whenever it is told to, how many succeeded and what they took.
 */
final class LoadProcess implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final int WARM_UP_AT_ONCE = 4;

  private final ChildJvm jvm;

  private LoadProcess(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /**
   * What was measured while the calls were outstanding.
   *
   * @param perSecond how many calls succeeded
   * @param perSecondOfCpu how many did in a second of this process' processor time
   * @param threads the most that there were
   * @param bytes of the heap in use after a collection, and of what the process has beside its heap
   * @param failed how many failed since they were begun, as they do when a call takes too long
   */
  record Measured(
      double perSecond, double perSecondOfCpu, double threads, double bytes, double failed) {}

  /**
   * Starts one that calls in one way.
   *
   * @param limit how many calls may be in flight
   */
  static LoadProcess start(Settings settings, AsyncCaller.Way way, String url, int limit)
      throws IOException {
    // The heap is in memory from the beginning, so that what the process grows by is not heap.
    String heap = settings.choose(512, 64) + "m";
    List<String> flags =
        List.of("-XX:+UseSerialGC", "-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch");
    return new LoadProcess(
        ChildJvm.start(
            settings.cores().measured(),
            flags,
            LoadProcess.class,
            way.name(),
            url,
            Integer.toString(limit)));
  }

  /**
   * Keeps calls outstanding from now on.
   *
   * @param calls how many
   * @param serverMillis how long the server takes for each
   * @param settleMillis how long to wait before measuring
   * @param millis how long to measure
   */
  Measured keep(int calls, int serverMillis, int settleMillis, int millis) throws IOException {
    jvm.writeLine("%d %d %d %d".formatted(calls, serverMillis, settleMillis, millis));
    String[] words = jvm.readLine().split(" ", -1);
    return new Measured(
        Double.parseDouble(words[0]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Double.parseDouble(words[4]));
  }

  /**
   * Makes some calls with few threads and connections, to a server that responds at once, so that
   * they are compiled.
   *
   * @param calls how many
   */
  void warmUp(int calls) throws IOException {
    jvm.writeLine("warm " + calls);
    jvm.readLine();
  }

  /** Waits until no call is outstanding. */
  void rest() throws IOException {
    jvm.writeLine("rest");
    jvm.readLine();
  }

  @Override
  public void close() {
    jvm.close();
  }

  /**
   * Does what it reads, line by line.
   *
   * @param arguments the way, the server's URL, and how many calls may be in flight
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, Load> loads = new HashMap<>();
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      if (line.equals("rest")) {
        for (Load load : loads.values()) {
          load.rest();
        }
        System.out.println();
        continue;
      }
      String[] words = line.split(" ", -1);
      if (words[0].equals("warm")) {
        load(arguments, "0", WARM_UP_AT_ONCE).succeed(WARM_UP_AT_ONCE, Integer.parseInt(words[1]));
        System.out.println();
        continue;
      }
      Load load =
          loads.computeIfAbsent(
              words[1],
              serverMillis -> load(arguments, serverMillis, Integer.parseInt(arguments[2])));
      load.keep(Integer.parseInt(words[0]));
      Thread.sleep(Long.parseLong(words[2]));
      System.out.println(measure(load, Long.parseLong(words[3])));
    }
    // Threads of the baselines would keep it for a minute.
    System.exit(0);
  }

  private static Load load(String[] arguments, String serverMillis, int limit) {
    return new Load(
        AsyncCaller.of(
            AsyncCaller.Way.valueOf(arguments[0]), arguments[1] + "/" + serverMillis, limit));
  }

  private static String measure(Load load, long millis) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    threads.resetPeakThreadCount();
    long succeeded = load.succeeded();
    long cpu = system.getProcessCpuTime();
    long started = System.nanoTime();
    Thread.sleep(millis);
    double seconds = (System.nanoTime() - started) / 1e9;
    double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
    succeeded = load.succeeded() - succeeded;
    System.gc();
    return "%s %s %d %d %d"
        .formatted(
            succeeded / seconds,
            succeeded / cpuSeconds,
            threads.getPeakThreadCount(),
            bytes(),
            load.failed());
  }

  private static long bytes() throws IOException {
    long inUse =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .map(MemoryPoolMXBean::getCollectionUsage)
            .filter(Objects::nonNull)
            .mapToLong(MemoryUsage::getUsed)
            .sum();
    return inUse + residentBytes() - Runtime.getRuntime().totalMemory();
  }

  // Linux tells; elsewhere, stacks and buffers beside the heap are left out.
  private static long residentBytes() throws IOException {
    if (!Files.exists(STATUS)) {
      return Runtime.getRuntime().totalMemory();
    }
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
