package io.github.binancepay.tsp.sandbox;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code stays small: lines of a file and of a package, and classes of a package. */
class SizeTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");

  @Test
  void noFileHasMoreThan400Lines() throws IOException {
    for (Path root : List.of(MAIN, TESTS)) {
      assertThat(files(root)).allSatisfy(file -> assertThat(lines(file)).isLessThanOrEqualTo(400));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sandbox, 730",
    "sandbox/webhook, 40",
    "sandbox/internal/server, 450",
    "sandbox/internal/console, 605",
    "sandbox/internal/cli, 1602",
    "sandbox/internal/diagnosis, 1700",
    "sandbox/internal/pact, 210",
    "sandbox/internal/exchange, 430",
    "sandbox/internal/webhook, 575",
    "sandbox/internal/provider, 1735"
  })
  void noPackageHasMoreLinesThanItsBudget(String name, long budget) throws IOException {
    Path folder = MAIN.resolve("io/github/binancepay/tsp").resolve(name);

    assertThat(files(folder).stream().filter(file -> file.getParent().equals(folder)))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(25)
        .satisfies(
            files ->
                assertThat(files.stream().mapToLong(SizeTest::lines).sum())
                    .isLessThanOrEqualTo(budget));
  }

  @Test
  void simpleNamesAreUnique() throws IOException {
    assertThat(files(MAIN).stream().map(file -> file.getFileName().toString()))
        .filteredOn(name -> !name.equals("package-info.java"))
        .doesNotHaveDuplicates();
  }

  @Test
  void testsAreAtMost1Point3TimesTheCode() throws IOException {
    assertThat(files(TESTS).stream().mapToLong(SizeTest::lines).sum() * 10)
        .isLessThanOrEqualTo(files(MAIN).stream().mapToLong(SizeTest::lines).sum() * 13);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).collect(toList());
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
