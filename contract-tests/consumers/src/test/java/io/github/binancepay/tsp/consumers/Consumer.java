package io.github.binancepay.tsp.consumers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A user's build: a folder with a pom, copied to where it is built and run. */
record Consumer(String name, Path source, Path built) {
  static List<Consumer> in(Path folder, Path target) throws IOException {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(each -> Files.exists(each.resolve("pom.xml")))
          .map(each -> each.getFileName().toString())
          .filter(name -> !name.equals("parent"))
          .sorted()
          .map(name -> new Consumer(name, folder.resolve(name), target.resolve(name)))
          .toList();
    }
  }

  /** Copies it, with the shared program if it has none of its own. */
  void copy() throws IOException {
    copy(source, built);
    if (!Files.exists(source.resolve("src/main/java/consumer"))) {
      copy(source.resolveSibling("shared"), built.resolve("src/main/java"));
    }
  }

  /** With which sentence {@code build()} refuses its dependencies; null if it has to work. */
  String refused() throws IOException {
    Path sentence = source.resolve("refused.txt");
    return Files.exists(sentence) ? Files.readString(sentence).strip() : null;
  }

  /** Where the output of its program is, or of its tests. */
  Path log() {
    Path ofTests = built.resolve("target/surefire-reports/consumer.ApplicationTest-output.txt");
    return Files.exists(ofTests) ? ofTests : built.resolve("target/run.log");
  }

  List<String> output() throws IOException {
    return Files.exists(log()) ? Files.readString(log(), UTF_8).lines().toList() : List.of();
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copied.getParent());
        Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
