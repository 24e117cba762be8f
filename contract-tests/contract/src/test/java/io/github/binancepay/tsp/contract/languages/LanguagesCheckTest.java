package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command for a kit that cannot be generated, since there is no generator. */
class LanguagesCheckTest {
  @Test
  void aLanguageThatIsNotRightOrNotThereFailsTheCommand(@TempDir Path folder) throws Exception {
    Path kit = folder.resolve("openapi/languages/cobol");
    Files.createDirectories(kit);
    Path module = folder.resolve("contract-tests/contract");
    Path old = Files.createDirectories(module.resolve("target/languages/cobol/generated/old"));
    Files.writeString(old.resolve("Client"), "of the last run");
    Files.writeString(folder.resolve("openapi/signing-vectors.json"), "{\"vectors\": []}");
    Files.writeString(folder.resolve("openapi/notification-vectors.json"), "{\"vectors\": []}");
    Files.writeString(kit.resolveSibling("scenarios.json"), "[]");
    Files.writeString(kit.resolve("config.yaml"), "");
    Path check = Files.writeString(kit.resolve("check"), "#!/bin/sh\necho '{\"vectors\":0}'\n");
    assertThat(check.toFile().setExecutable(true)).isTrue();

    Path printed = folder.resolve("printed");
    assertThat(languagesCheck(module, printed)).isEqualTo(1);
    assertThat(old).doesNotExist();
    assertThat(printed)
        .content()
        .contains("cobol: the generator ended with status 1")
        .contains("fortran: asked for, but there is no such kit")
        .endsWith("0 passed, 2 failed, 0 skipped" + System.lineSeparator());
  }

  private static int languagesCheck(Path module, Path printed)
      throws IOException, InterruptedException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlanguages.basedir=" + module,
            "-Dlanguages.required=fortran",
            "-classpath",
            System.getProperty("java.class.path"),
            LanguagesCheck.class.getName())
        .redirectErrorStream(true)
        .redirectOutput(printed.toFile())
        .start()
        .waitFor();
  }
}
