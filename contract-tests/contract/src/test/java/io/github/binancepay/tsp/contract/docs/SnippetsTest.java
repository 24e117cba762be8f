package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java code of the texts is what the classes of this package have between marks, and run. */
class SnippetsTest {
  private static final Path SOURCES =
      Path.of("src/test/java/io/github/binancepay/tsp/contract/docs");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "client/FROM-RAW-HTTP.md"})
  void theCodeInATextIsTheCodeThatRuns(String text) throws IOException {
    List<String> blocks = matches("```java\n(.*?)\n```", Path.of("../..").resolve(text));

    assertThat(blocks).isNotEmpty().containsExactlyInAnyOrderElementsOf(snippets(text));
  }

  private static List<String> snippets(String text) throws IOException {
    String pattern = "// In %s from here\n(.*?)\\s*// to here[.]".formatted(Pattern.quote(text));
    try (Stream<Path> sources = Files.list(SOURCES)) {
      return sources.flatMap(source -> matches(pattern, source).stream()).toList();
    }
  }

  private static List<String> matches(String pattern, Path file) {
    try {
      return Pattern.compile(pattern, Pattern.DOTALL)
          .matcher(Files.readString(file))
          .results()
          .map(match -> match.group(1).stripIndent())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
