package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "A check is a shell script")
class LanguageKitTest {
  @TempDir private Path directory;
  private LanguageKit kit;

  @BeforeEach
  void createKit() throws IOException {
    Files.createDirectory(directory.resolve("cobol"));
    Files.createDirectory(directory.resolve("target"));
    kit = kit(Duration.ofMinutes(10));
  }

  @Test
  void returnsOutputAndLogsErrorOutput() throws Exception {
    write("echo installing >&2; echo \"$VECTORS $KIT $GENERATED $SAMPLES\"; echo two");

    assertThat(kit.check(environment -> environment.put("VECTORS", "/vectors")))
        .containsExactly(
            "/vectors " + kit.folder() + " " + kit.generated() + " " + kit.samples(), "two");
    assertThat(kit.target().resolve("check.log")).hasContent("installing");
  }

  @Test
  void runsInCopyOfKit() throws Exception {
    write("echo more >> hook; cat hook");
    Files.writeString(kit.folder().resolve("hook"), "original\n");

    assertThat(check(kit)).containsExactly("original", "more");
    assertThat(kit.folder().resolve("hook")).hasContent("original");
  }

  @Test
  void isSkippedWithoutToolchain() throws Exception {
    write("echo 'skipped: no compiler'; exit 77");

    assertThatThrownBy(() -> check(kit))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("no compiler");
  }

  @Test
  void failureShowsEndOfLog() throws Exception {
    write("for i in $(seq 30); do echo \"line $i\" >&2; done; exit 3");

    assertThatThrownBy(() -> check(kit))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("status 3")
        .hasMessageContaining("| line 11\n")
        .hasMessageEndingWith("| line 30")
        .hasMessageNotContaining("line 10\n");
  }

  @Test
  void stopsCheckAfterTimeout() throws Exception {
    write("exec sleep 600");

    assertThatThrownBy(() -> check(kit(Duration.ofMillis(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("stopped after");
  }

  private LanguageKit kit(Duration limit) {
    return new LanguageKit(directory.resolve("cobol"), directory.resolve("target"), limit);
  }

  private static List<String> check(LanguageKit kit) throws Exception {
    return kit.check(environment -> {});
  }

  private void write(String script) throws IOException {
    Path check = Files.writeString(kit.folder().resolve("check"), "#!/bin/sh\n" + script + "\n");
    assertThat(check.toFile().setExecutable(true)).isTrue();
  }
}
