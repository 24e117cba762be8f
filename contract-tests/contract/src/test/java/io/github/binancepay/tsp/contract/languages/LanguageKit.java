package io.github.binancepay.tsp.contract.languages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.springframework.util.FileSystemUtils;

/**
 * Folder of {@code openapi/languages} with the generator's configuration, the signing hook, and a
 * {@code check} that builds the client and runs it.
 *
 * @param folder in the source tree; it is only read
 * @param target for the generated client, a copy of the kit, and the logs
 */
record LanguageKit(Path folder, Path target) {
  private static final int TOOLCHAIN_MISSING = 77;
  private static final int LOG_LINES = 20;

  String language() {
    return folder.getFileName().toString();
  }

  boolean usesMaven() {
    return Files.exists(folder.resolve("pom.xml"));
  }

  Path generated() {
    return target.resolve("generated");
  }

  /** Returns the folder with a sample for each operation. */
  Path samples() {
    return target.resolve("samples");
  }

  void generate(Path generatorJar, Path document) throws IOException, InterruptedException {
    FileSystemUtils.deleteRecursively(target);
    Files.createDirectories(target);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path config = folder.resolve("config.yaml");
    Path log = target.resolve("generate.log");
    ProcessBuilder generator =
        new ProcessBuilder(java, "-jar", generatorJar.toString(), "generate")
            .redirectOutput(log.toFile())
            .redirectErrorStream(true);
    generator.command().addAll(List.of("-i", document.toString(), "-c", config.toString()));
    generator.command().addAll(List.of("-o", generated().toString()));
    int status = run(generator);
    if (status != 0) {
      throw failure("the generator exited with status " + status, log);
    }
  }

  /**
   * Builds and runs the client.
   *
   * @param environment variables of {@code check}
   * @return lines that the conformance program printed
   * @throws TestAbortedException if the toolchain is missing
   * @throws IllegalStateException if the build failed
   */
  List<String> check(Map<String, String> environment) throws IOException, InterruptedException {
    Path work = target.resolve("work");
    FileSystemUtils.copyRecursively(folder, work);
    Path results = target.resolve("check.out");
    Path log = target.resolve("check.log");
    ProcessBuilder check =
        new ProcessBuilder(folder.resolve("check").toString())
            .directory(work.toFile())
            .redirectOutput(results.toFile())
            .redirectError(log.toFile());
    check.environment().putAll(environment);
    check.environment().put("KIT", folder.toString());
    check.environment().put("GENERATED", generated().toString());
    check.environment().put("SAMPLES", samples().toString());
    int status = run(check);

    List<String> lines = Files.readAllLines(results);
    if (status == TOOLCHAIN_MISSING) {
      String last = lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1);
      throw new TestAbortedException(last.replaceFirst("^skipped: ", ""));
    } else if (status != 0) {
      throw failure("check exited with status " + status, log);
    }
    return lines;
  }

  /** Runs a command. Stops its processes if this thread is interrupted. */
  private static int run(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.start();
    process.getOutputStream().close();
    try {
      return process.waitFor();
    } finally {
      Stream.concat(Stream.of(process.toHandle()), process.descendants())
          .toList()
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static IllegalStateException failure(String problem, Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    return new IllegalStateException(
        problem + "; the end of " + log + ":\n  | " + String.join("\n  | ", last));
  }
}
