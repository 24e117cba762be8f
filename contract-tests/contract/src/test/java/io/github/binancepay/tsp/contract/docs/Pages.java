package io.github.binancepay.tsp.contract.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files of this repository, among them its pages. */
final class Pages {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  static final Path README = ROOT.resolve("README.md");

  private static final Pattern SKIPPED =
      Pattern.compile("(^|.*/)(target|[.]git|node_modules|vendor|[.]venv)(/.*|$)");

  /** Files of the repository, without those that a build writes. */
  private static final List<Path> FILES =
      walk(ROOT).stream()
          .filter(file -> !SKIPPED.matcher(ROOT.relativize(file).toString()).matches())
          .toList();

  private Pages() {}

  /** Returns the files of the repository whose extension matches. */
  static List<Path> files(String extensions) {
    return FILES.stream()
        .filter(file -> file.getFileName().toString().matches(".*[.](" + extensions + ")"))
        .toList();
  }

  static List<Path> walk(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<MatchResult> find(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(text)
        .results()
        .toList();
  }

  /** Returns the first group of each match. */
  static List<String> groups(String pattern, String text) {
    return find(pattern, text).stream().map(match -> match.group(1)).toList();
  }
}
