package io.github.binancepay.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets of the hand-written sources. */
class SourceSizeTest {
  private static final Path MAIN = Path.of("src/main/java/io/github/binancepay/tsp");

  @ParameterizedTest
  @CsvSource({
    "'', 1180",
    "webhook, 990",
    "internal/envelope, 1005",
    "internal/http, 750",
    "auth, 180",
    "internal/schema, 102",
  })
  void packageHasAtMostItsLinesAnd25Classes(String folder, int lines) {
    File[] sources = MAIN.resolve(folder).toFile().listFiles(File::isFile);

    assertThat(sources).hasSizeBetween(1, 25);
    assertThat(Arrays.stream(sources).mapToInt(SourceSizeTest::lines).sum())
        .isLessThanOrEqualTo(lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main/java", "src/test/java"})
  void fileHasAtMost400LinesAndAUniqueName(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.map(Path::toFile).filter(File::isFile))
          .allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(400))
          .extracting(File::getName)
          .filteredOn(name -> !name.equals("package-info.java"))
          .doesNotHaveDuplicates();
    }
  }

  private static int lines(File file) {
    return contentOf(file).split("\n").length;
  }
}
