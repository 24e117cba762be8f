package io.github.binancepay.tsp.contract.languages;

import java.util.Map;

/**
 * What became of one language.
 *
 * @param why it failed as a whole, or was skipped; else empty
 * @param cells by row; empty if there is nothing to judge
 */
record LanguageReport(String language, Status status, String why, Map<String, Cell> cells) {
  enum Status {
    PASSED("passed"),
    FAILED("FAILED"),
    SKIPPED("skipped");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  static LanguageReport judged(String language, Map<String, Cell> cells) {
    boolean right = cells.values().stream().allMatch(Cell::right);
    return new LanguageReport(language, right ? Status.PASSED : Status.FAILED, "", cells);
  }

  static LanguageReport failed(String language, String why) {
    return new LanguageReport(language, Status.FAILED, why, Map.of());
  }

  static LanguageReport skipped(String language, String why) {
    return new LanguageReport(language, Status.SKIPPED, why, Map.of());
  }

  /** The same for a language that must not be left out. */
  LanguageReport required() {
    return status == Status.SKIPPED ? failed(language, "required, but skipped: " + why) : this;
  }
}
