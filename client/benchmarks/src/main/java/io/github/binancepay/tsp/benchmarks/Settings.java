package io.github.binancepay.tsp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the command line says.
 *
 * @param isShort whether to prove that everything runs, and no more
 * @param only names of benchmarks; all, if empty
 * @param cores which cores the processes get
 * @param folder where reports go; it is there
 */
public record Settings(boolean isShort, List<String> only, Cores cores, Path folder) {
  static Settings read() throws IOException {
    return new Settings(
        isSet("benchmarks.short", "false"),
        Stream.of(System.getProperty("benchmarks.only", "").split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList(),
        Cores.choose(isSet("benchmarks.pin", "true")),
        Files.createDirectories(Path.of(System.getProperty("benchmarks.folder", "target/report"))));
  }

  /**
   * {@return one of two numbers}
   *
   * @param inFull for figures
   * @param inShort to prove that it runs
   */
  public int choose(int inFull, int inShort) {
    return isShort ? inShort : inFull;
  }

  private static boolean isSet(String property, String byDefault) {
    String value = System.getProperty(property, byDefault);
    return value.isEmpty() || value.equals("true");
  }
}
