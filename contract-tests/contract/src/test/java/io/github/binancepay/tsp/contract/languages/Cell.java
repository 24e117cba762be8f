package io.github.binancepay.tsp.contract.languages;

/**
 * What one language made of one scenario.
 *
 * @param brief for the table
 * @param detail for below the table; empty if there is nothing to say
 */
record Cell(boolean right, String brief, String detail) {
  static Cell right(String brief) {
    return new Cell(true, brief, "");
  }

  static Cell known(String whatHappens) {
    return new Cell(true, "known", whatHappens);
  }

  static Cell wrong(String brief, String detail) {
    return new Cell(false, "✗ " + brief, detail);
  }
}
