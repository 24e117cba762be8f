package io.github.binancepay.tsp.webhook;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the seeds and the findings of the fuzz profile in every build. */
class NotificationFuzzTargetTest {
  private static final Path NOTIFICATIONS =
      Path.of("src/test/resources/io/github/binancepay/tsp/notifications");

  @ParameterizedTest(name = "{0}")
  @MethodSource("notifications")
  void keptNotificationKeepsTheGuarantees(String name) throws IOException {
    NotificationFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(NOTIFICATIONS.resolve(name)));
  }

  static List<String> notifications() throws IOException {
    try (Stream<Path> files = Files.list(NOTIFICATIONS)) {
      return files.map(file -> file.getFileName().toString()).sorted().collect(toList());
    }
  }
}
