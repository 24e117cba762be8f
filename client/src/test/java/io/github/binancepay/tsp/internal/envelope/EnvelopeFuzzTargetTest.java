package io.github.binancepay.tsp.internal.envelope;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the seeds and the findings of the profile fuzz in every build. */
class EnvelopeFuzzTargetTest {
  private static final Path RESPONSES =
      Path.of("src/test/resources/io/github/binancepay/tsp/responses");

  @ParameterizedTest(name = "{0}")
  @MethodSource("responses")
  void aKnownResponseIsReadOrRejected(String name) throws IOException {
    EnvelopeFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(RESPONSES.resolve(name)));
  }

  static List<String> responses() throws IOException {
    try (Stream<Path> files = Files.list(RESPONSES)) {
      return files.map(file -> file.getFileName().toString()).sorted().collect(toList());
    }
  }
}
