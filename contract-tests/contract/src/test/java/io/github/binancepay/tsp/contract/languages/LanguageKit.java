package io.github.binancepay.tsp.contract.languages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Folder of {@code openapi/languages} with the generator's configuration, the signing hook, and a
 * {@code check} that builds the client and runs it.
 *
 * @param folder in the source tree; it is only read
 * @param target for the generated client, a copy of the kit, and the logs
 * @param limit timeout of the generator and of the check
 */
record LanguageKit(Path folder, Path target, Duration limit) {
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
    delete(target);
    Files.createDirectories(target);
    Path log = target.resolve("generate.log");
    ProcessBuilder generator =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                generatorJar.toString(),
                "generate",
                "-i",
                document.toString(),
                "-c",
                folder.resolve("config.yaml").toString(),
                "-o",
                generated().toString()));
    int status = run(generator.redirectOutput(log.toFile()).redirectErrorStream(true), log);
    if (status != 0) {
      throw failure("the generator exited with status " + status, log);
    }
  }

  /**
   * Builds and runs the client.
   *
   * @param environment sets the variables of {@code check}
   * @return lines that the conformance program printed
   * @throws TestAbortedException if the toolchain is missing
   * @throws IllegalStateException if the build failed or exceeded the timeout
   */
  List<String> check(Consumer<Map<String, String>> environment)
      throws IOException, InterruptedException {
    Path work = target.resolve("work");
    copy(folder, work);
    Path results = target.resolve("check.out");
    Path log = target.resolve("check.log");
    ProcessBuilder process =
        new ProcessBuilder(folder.resolve("check").toString())
            .directory(work.toFile())
            .redirectOutput(results.toFile())
            .redirectError(log.toFile());
    environment.accept(process.environment());
    process.environment().put("KIT", folder.toString());
    process.environment().put("GENERATED", generated().toString());
    process.environment().put("SAMPLES", samples().toString());
    int status = run(process, log);

    List<String> lines = new String(Files.readAllBytes(results), UTF_8).lines().toList();
    if (status == TOOLCHAIN_MISSING) {
      String last = lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1);
      throw new TestAbortedException(last.replaceFirst("^skipped: ", ""));
    } else if (status != 0) {
      throw failure("check exited with status " + status, log);
    }
    return lines;
  }

  private int run(ProcessBuilder command, Path log) throws IOException, InterruptedException {
    Process process = command.start();
    process.getOutputStream().close();
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      Stream.concat(Stream.of(process.toHandle()), process.descendants())
          .toList()
          .forEach(ProcessHandle::destroyForcibly);
      throw failure("stopped after " + limit.toSeconds() + " s", log);
    }
    return process.exitValue();
  }

  private static IllegalStateException failure(String what, Path log) throws IOException {
    List<String> lines = new String(Files.readAllBytes(log), UTF_8).lines().toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    return new IllegalStateException(
        what + "; the end of " + log + ":\n  | " + String.join("\n  | ", last));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files = new ArrayList<>(walk.toList());
      // Some toolchains store downloads in read-only folders.
      files.stream()
          .filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(directory -> directory.toFile().setWritable(true));
      Collections.reverse(files);
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
