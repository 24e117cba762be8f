package io.github.binancepay.tsp.contract.languages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguagesTableTest {
  @Test
  void showsEveryLanguageAndWhatBecameOfIt() {
    LanguagesTable table =
        table(
            LanguageReport.judged(
                "go", Map.of("vectors", Cell.right("2/2"), "html", Cell.known("a parse error"))),
            LanguageReport.judged(
                "ruby", Map.of("vectors", Cell.right("2/2"), "html", Cell.wrong("failed", "why"))),
            LanguageReport.failed("rust", "check ended with status 1"),
            LanguageReport.notRun("csharp", "no SDK"));

    assertThat(table.text())
        .isEqualTo(
            """
                     go      ruby      rust    csharp
            vectors  2/2     2/2       –       –
            html     known   ✗ failed  –       –
                     passed  FAILED    FAILED  not run
            go, html: known: a parse error
            ruby, html: ✗ failed: why
            rust: check ended with status 1
            csharp: no SDK
            """);
    assertThat(table.counts()).isEqualTo("1 passed, 2 failed, 1 skipped");
    assertThat(table.failed()).isTrue();
  }

  @Test
  void aLanguageThatIsNotRunFailsOnlyIfItIsRequired() {
    LanguageReport notRun = LanguageReport.notRun("csharp", "no SDK");

    assertThat(table(notRun).failed()).isFalse();
    assertThat(table(notRun.required()).failed()).isTrue();
    assertThat(table(notRun.required()).text()).contains("csharp: required, but not run: no SDK");
  }

  private static LanguagesTable table(LanguageReport... reports) {
    return new LanguagesTable(List.of("vectors", "html"), List.of(reports));
  }
}
