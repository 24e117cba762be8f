package io.github.binancepay.tsp.contract.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown pages and the other files of this repository. */
final class Pages {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  static final Path README = ROOT.resolve("README.md");

  private static final Pattern SKIPPED =
      Pattern.compile("(^|.*/)(target|[.]git|node_modules|vendor|[.]venv)(/.*|$)");

  private Pages() {}

  static List<Path> all() {
    return files("md");
  }

  /** Files with one of the extensions, without what a build writes. */
  static List<Path> files(String... extensions) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> !SKIPPED.matcher(ROOT.relativize(file).toString()).matches())
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches(".*[.](" + String.join("|", extensions) + ")"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
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

  /** The first group of each match. */
  static List<String> groups(String pattern, String text) {
    return find(pattern, text).stream().map(match -> match.group(1)).toList();
  }
}
