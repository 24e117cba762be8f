package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs kits whose {@code check} is a few words of shell. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "A check is a bash script")
class LanguageKitTest {
  @TempDir private Path directory;
  private LanguageKit kit;

  @BeforeEach
  void aKit() throws IOException {
    Files.createDirectory(directory.resolve("cobol"));
    Files.createDirectory(directory.resolve("target"));
    kit = kit(Duration.ofMinutes(10));
  }

  @Test
  void returnsWhatACheckPrintsAndKeepsWhatItsToolsSay() throws Exception {
    check("echo installing >&2; echo \"$VECTORS $KIT $GENERATED $SAMPLES\"; echo two");

    assertThat(kit.check(Map.of("VECTORS", "/vectors")))
        .containsExactly(
            "/vectors " + kit.folder() + " " + kit.generated() + " " + kit.samples(), "two");
    assertThat(kit.target().resolve("check.log")).hasContent("installing");
  }

  @Test
  void aCheckRunsInACopyOfItsKit() throws Exception {
    check("echo more >> hook; cat hook");
    Files.writeString(kit.folder().resolve("hook"), "original\n");

    assertThat(kit.check(Map.of())).containsExactly("original", "more");
    assertThat(kit.folder().resolve("hook")).hasContent("original");
  }

  @Test
  void aCheckWithoutItsToolchainSaysWhy() throws Exception {
    check("echo 'skipped: no compiler'; exit 77");

    assertThatThrownBy(() -> kit.check(Map.of()))
        .isInstanceOf(LanguageKit.Skipped.class)
        .hasMessage("no compiler");
  }

  @Test
  void aKitWithoutACheckIsSkipped() {
    assertThatThrownBy(() -> kit.check(Map.of())).isInstanceOf(LanguageKit.Skipped.class);
  }

  @Test
  void aFailedBuildShowsTheEndOfItsLog() throws Exception {
    check("for i in $(seq 30); do echo \"line $i\" >&2; done; exit 3");

    assertThatThrownBy(() -> kit.check(Map.of()))
        .isInstanceOf(LanguageKit.BuildFailure.class)
        .hasMessageContaining("status 3")
        .hasMessageContaining("| line 11\n")
        .hasMessageEndingWith("| line 30")
        .hasMessageNotContaining("line 10\n");
  }

  @Test
  void aCheckThatDoesNotEndIsStopped() throws Exception {
    check("exec sleep 600");

    assertThatThrownBy(() -> kit(Duration.ofMillis(1)).check(Map.of()))
        .isInstanceOf(LanguageKit.BuildFailure.class)
        .hasMessageStartingWith("stopped after");
  }

  private LanguageKit kit(Duration limit) {
    return new LanguageKit(directory.resolve("cobol"), directory.resolve("target"), limit);
  }

  private void check(String script) throws IOException {
    Path check = Files.writeString(kit.folder().resolve("check"), "#!/bin/sh\n" + script + "\n");
    assertThat(check.toFile().setExecutable(true)).isTrue();
  }
}
