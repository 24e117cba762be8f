package io.github.binancepay.tsp.internal.envelope;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The seeds of the fuzz profile and all that it has ever found, in every build. */
class EnvelopeFuzzTargetTest {
  private static final Path ANSWERS =
      Path.of("src/test/resources/io/github/binancepay/tsp/answers");

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void anAnswerThatIsKeptEndsAsPromised(String name) throws IOException {
    EnvelopeFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(ANSWERS.resolve(name)));
  }

  static List<String> answers() throws IOException {
    try (Stream<Path> files = Files.list(ANSWERS)) {
      return files.map(file -> file.getFileName().toString()).sorted().collect(toList());
    }
  }
}
