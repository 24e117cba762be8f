package io.github.binancepay.tsp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Where the figures are from. */
final class Machine {
  private Machine() {}

  static List<String> lines(Settings settings) throws IOException {
    return List.of(
        "CPU: " + model(),
        "cores: " + settings.cores().inWords(),
        "JVM: %s %s"
            .formatted(
                System.getProperty("java.vm.name"), System.getProperty("java.runtime.version")),
        "OS: %s %s (%s)"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "date: " + LocalDate.now(ZoneOffset.UTC));
  }

  private static String model() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    if (!Files.exists(cpus)) {
      return "not known";
    }
    try (var lines = Files.lines(cpus)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst(".*:\\s*", ""))
          .findFirst()
          .orElse("not known");
    }
  }
}
