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
            LanguageReport.skipped("csharp", "no SDK"));

    assertThat(table.text())
        .isEqualTo(
            """
                     go      ruby      rust    csharp
            vectors  2/2     2/2       –       –
            html     known   ✗ failed  –       –
                     passed  FAILED    FAILED  skipped
            go, html: known: a parse error
            ruby, html: ✗ failed: why
            rust: check ended with status 1
            csharp: no SDK
            """);
    assertThat(table.counts()).isEqualTo("1 passed, 2 failed, 1 skipped");
    assertThat(table.failed()).isTrue();
  }

  @Test
  void aSkippedLanguageFailsOnlyIfItIsRequired() {
    LanguageReport skipped = LanguageReport.skipped("csharp", "no SDK");

    assertThat(table(skipped).failed()).isFalse();
    assertThat(table(skipped.required()).failed()).isTrue();
    assertThat(table(skipped.required()).text()).contains("csharp: required, but skipped: no SDK");
  }

  private static LanguagesTable table(LanguageReport... reports) {
    return new LanguagesTable(List.of("vectors", "html"), List.of(reports));
  }
}
