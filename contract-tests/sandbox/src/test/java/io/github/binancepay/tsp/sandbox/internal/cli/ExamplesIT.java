package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.binancepay.tsp.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pastes the examples of the help into a shell. */
// Reading from a process cannot be interrupted, hence a thread that can be given up.
@Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
class ExamplesIT {
  private static final String JAR = Path.of("target/binance-pay-sandbox.jar").toAbsolutePath() + "";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sign    | 0 | {\"status\":\"SUCCESS\",\"code\":\"000000\",\"data\":{\"total\":0",
        "explain | 1 | lower case"
      })
  void theExampleOfACommandRuns(String command, int status, String printed)
      throws IOException, InterruptedException {
    String help = CommandRun.of(Map.of(), "", command, "--help").out();
    String example = help.substring(help.indexOf(Commands.HEADING)).split("\n\n", 2)[1];
    try (Sandbox sandbox = Sandbox.builder().window(Duration.ofMinutes(1)).start()) {
      // The port that everyone has may be taken here.
      String here =
          example
              .replace("http://127.0.0.1:8080", sandbox.baseUrl())
              .replaceFirst("-jar \\S+", "-jar " + JAR);

      assertThat(run(status, here)).contains(printed);
    }
  }

  @Test
  void theHelpOfTheJarHasItsPathAndLoadsNothingOfTheServer()
      throws IOException, InterruptedException {
    String java = "java -Xlog:class+load:file=loaded -jar " + JAR + " sign";

    assertThat(run(0, java + " --help")).contains("java -jar " + JAR + " sign |");
    assertThat(Files.readString(folder.resolve("loaded")))
        .contains("SignCommand ")
        .doesNotContain("org.eclipse.jetty", "com.google.gson");
  }

  /** Runs a command that has to exit with a status, and returns its output. */
  private String run(int status, String command) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
    shell.environment().keySet().removeIf(name -> name.startsWith("BINANCE_PAY"));
    // A JVM that lives for one request has no time to compile well.
    shell.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Path err = folder.resolve("err");
    Process process = shell.redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(out + Files.readString(err)).isEqualTo(status);
    return out;
  }
}
