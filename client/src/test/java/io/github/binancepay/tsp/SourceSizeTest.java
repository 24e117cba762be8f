package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets of the hand-written sources. */
class SourceSizeTest {
  private static final Path MAIN = Path.of("src/main/java");

  @ParameterizedTest
  @CsvSource({
    "'', 1300",
    "webhook, 1000",
    "internal/envelope, 1030",
    "internal/http, 750",
    "auth, 250",
    "internal/schema, 110",
  })
  void packageHasAtMostItsLinesAnd25Classes(String folder, int lines) throws IOException {
    Path path = MAIN.resolve("io/github/binancepay/tsp").resolve(folder);
    try (Stream<Path> files = Files.list(path)) {
      List<Path> sources = files.filter(Files::isRegularFile).collect(Collectors.toList());

      assertThat(sources).hasSizeBetween(1, 25);
      assertThat(sources.stream().mapToInt(SourceSizeTest::lines).sum()).isLessThanOrEqualTo(lines);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main/java", "src/test/java"})
  void fileHasAtMost400LinesAndAUniqueName(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(400))
          .filteredOn(file -> !file.endsWith("package-info.java"))
          .extracting(Path::getFileName)
          .doesNotHaveDuplicates();
    }
  }

  private static int lines(Path file) {
    return contentOf(file.toFile()).split("\n").length;
  }
}
