package io.github.binancepay.tsp.contract.languages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the check for a kit that cannot be generated, since there is no generator. */
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

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    assertThat(LanguagesCheck.passes(out, module, Set.of(), Set.of("fortran"))).isFalse();
    assertThat(old).doesNotExist();
    assertThat(printed.toString(UTF_8))
        .contains("cobol: the generator ended with status 1")
        .contains("fortran: asked for, but there is no such kit")
        .endsWith("0 passed, 2 failed, 0 skipped" + System.lineSeparator());
  }
}
