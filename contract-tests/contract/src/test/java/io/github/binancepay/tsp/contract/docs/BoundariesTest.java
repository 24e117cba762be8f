package io.github.binancepay.tsp.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CONTRIBUTING keeps apart is apart. */
class BoundariesTest {
  /**
   * A sandbox that signed with the client's code would approve what the client does wrong. Only its
   * extension knows the client, which it gives to tests.
   */
  @ParameterizedTest
  @CsvSource({
    "contract-tests/sandbox, sandbox, 'binancepay[.]tsp[.](auth|internal|[A-Z])'",
    "client, internal/http, 'com[.]google[.]gson|tsp[.]internal[.]envelope'",
    "client, auth, 'okhttp3|retrofit2'",
    "client, webhook, 'okhttp3|retrofit2|tsp[.](auth|api|internal[.]http)'",
  })
  void aPackageDoesNotKnowAnother(String module, String inner, String unknown) throws IOException {
    Path root = Path.of("../..", module, "src/main/java/io/github/binancepay/tsp", inner);
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("SandboxExtension.java"))
              .toList();

      assertThat(sources)
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(unknown));
    }
  }
}
