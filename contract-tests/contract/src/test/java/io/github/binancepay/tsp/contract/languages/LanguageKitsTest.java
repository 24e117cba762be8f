package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of every kit of {@code openapi/languages} without its toolchain. */
class LanguageKitsTest {
  private static final Path LANGUAGES = Path.of("../../openapi/languages");

  @ParameterizedTest
  @MethodSource("kits")
  void aKitIsListedAndComplete(Path kit) throws IOException {
    assertThat(Files.readString(LANGUAGES.resolve("README.md")))
        .contains("| [%1$s](%1$s) |".formatted(kit.getFileName()));
    assertThat(kit.resolve("README.md")).isNotEmptyFile();
    assertThat(kit.resolve("check")).isExecutable();
    assertThat(kit)
        .isDirectoryRecursivelyContaining("regex:(?i).*/(binance_?pay_?)?notification[.].*");
  }

  @ParameterizedTest
  @MethodSource("kits")
  void noGeneratedCodeOfAKitMeddlesWithTheFourHeaders(Path kit) throws IOException {
    assertThat(Files.readString(kit.resolve("config.yaml")))
        .containsPattern("SECURITY_SCHEMES_FILTER[:=] *\"?key:none");
  }

  static List<Path> kits() throws IOException {
    try (Stream<Path> folders = Files.list(LANGUAGES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }
}
