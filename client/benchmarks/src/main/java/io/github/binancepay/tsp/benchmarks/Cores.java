package io.github.binancepay.tsp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which cores the processes get. With {@code taskset}, what is measured has the first core of those
 * that there are, and its server the others: the ratios then do not depend on how many cores a
 * machine has.
 *
 * @param measured what is in front of the command of a process that is measured; empty if nothing
 * @param serving the same of the process that it calls
 * @param inWords for the report
 */
public record Cores(List<String> measured, List<String> serving, String inWords) {
  static Cores choose(boolean wanted) throws IOException {
    List<Integer> allowed = wanted && hasTaskset() ? allowed() : List.of();
    if (allowed.isEmpty()) {
      return new Cores(
          List.of(), List.of(), Runtime.getRuntime().availableProcessors() + ", none reserved");
    } else if (allowed.size() == 1) {
      return new Cores(List.of(), List.of(), "one, which the server shares");
    }
    return new Cores(
        taskset(allowed.subList(0, 1)),
        taskset(allowed.subList(1, allowed.size())),
        "one for what is measured (taskset), %d for the server".formatted(allowed.size() - 1));
  }

  private static List<String> taskset(List<Integer> cores) {
    return List.of("taskset", "-c", String.join(",", cores.stream().map(String::valueOf).toList()));
  }

  private static boolean hasTaskset() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
  }

  /** The kernel's list, such as "0-3,6"; a container may have fewer than the machine. */
  private static List<Integer> allowed() throws IOException {
    List<Integer> cores = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Cpus_allowed_list:")) {
        for (String range : line.replaceFirst(".*:\\s*", "").split(",", -1)) {
          String[] ends = range.split("-", -1);
          for (int i = Integer.parseInt(ends[0]);
              i <= Integer.parseInt(ends[ends.length - 1]);
              i++) {
            cores.add(i);
          }
        }
      }
    }
    return cores;
  }
}
