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
import java.util.stream.Stream;

/**
 * A folder of {@code openapi/languages}: the generator's configuration, the signing hook, and a
 * {@code check} that builds the client and runs it.
 *
 * @param folder in the source tree; nothing is written there
 * @param target for the generated client, the scratch folder and the logs
 * @param limit how long generating may take, and the check
 */
record LanguageKit(Path folder, Path target, Duration limit) {
  private static final int TOOLCHAIN_MISSING = 77;
  private static final int LINES_OF_A_FAILURE = 20;

  /** That it cannot be told whether the client works, since it was not built. */
  static final class BuildFailure extends Exception {
    private static final long serialVersionUID = 1;

    BuildFailure(String message) {
      super(message);
    }
  }

  /** That the machine does not have what the language needs. */
  static final class Skipped extends Exception {
    private static final long serialVersionUID = 1;

    Skipped(String message) {
      super(message);
    }
  }

  String language() {
    return folder.getFileName().toString();
  }

  boolean usesMaven() {
    return Files.exists(folder.resolve("pom.xml"));
  }

  Path generated() {
    return target.resolve("generated");
  }

  /** Where the check finds its samples, a file for each operation. */
  Path samples() {
    return target.resolve("samples");
  }

  /** Generates the client. */
  void generate(Path generatorJar, Path document)
      throws BuildFailure, IOException, InterruptedException {
    delete(target);
    Files.createDirectories(target);
    Path log = target.resolve("generate.log");
    int status =
        run(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    generatorJar.toString(),
                    "generate",
                    "-i",
                    document.toString(),
                    "-c",
                    folder.resolve("config.yaml").toString(),
                    "-o",
                    generated().toString())
                .redirectOutput(log.toFile())
                .redirectErrorStream(true),
            log);
    if (status != 0) {
      throw failure("the generator ended with status " + status, log);
    }
  }

  /** Builds the client and runs it, and returns the lines that its conformance program printed. */
  List<String> check(Map<String, String> environment)
      throws Skipped, BuildFailure, IOException, InterruptedException {
    Path check = folder.resolve("check");
    if (!Files.exists(check)) {
      throw new Skipped("its kit has no check");
    }
    Path work = target.resolve("work");
    copy(folder, work);
    Path results = target.resolve("check.out");
    Path log = target.resolve("check.log");
    ProcessBuilder process =
        new ProcessBuilder(check.toString())
            .directory(work.toFile())
            .redirectOutput(results.toFile())
            .redirectError(log.toFile());
    process.environment().putAll(environment);
    process.environment().put("KIT", folder.toString());
    process.environment().put("GENERATED", generated().toString());
    process.environment().put("SAMPLES", samples().toString());
    int status = run(process, log);

    List<String> lines = new String(Files.readAllBytes(results), UTF_8).lines().toList();
    if (status == TOOLCHAIN_MISSING) {
      String last = lines.isEmpty() ? "its check does not say why" : lines.get(lines.size() - 1);
      throw new Skipped(last.replaceFirst("^skipped: ", ""));
    } else if (status != 0) {
      throw failure("check ended with status " + status, log);
    }
    return lines;
  }

  private int run(ProcessBuilder command, Path log)
      throws BuildFailure, IOException, InterruptedException {
    Process process = command.start();
    process.getOutputStream().close();
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      // Its children too, after it: they would go on building, or it would start others.
      Stream.concat(Stream.of(process.toHandle()), process.descendants())
          .toList()
          .forEach(ProcessHandle::destroyForcibly);
      throw failure("stopped after " + limit.toSeconds() + " s", log);
    }
    return process.exitValue();
  }

  private static BuildFailure failure(String what, Path log) throws IOException {
    List<String> lines = new String(Files.readAllBytes(log), UTF_8).lines().toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES_OF_A_FAILURE), lines.size());
    return new BuildFailure(what + "; the end of " + log + ":\n  | " + String.join("\n  | ", last));
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
      // Some toolchains keep what they fetched in folders that nobody may write to.
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
