package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.function.Consumer;

/**
 * A mistake that people make: a row of a table.
 *
 * @param rank from 1, the likeliest
 * @param what is wrong
 * @param advice what to do
 * @param change from the draft that is right to the one that was signed
 */
record Mistake(int rank, String what, String advice, Consumer<Draft> change) {
  /** Added to each rank, so that every mistake is tried alone before the first two together. */
  static final int FIRST = 10;

  /** {@return the rank as it counts in a sum} */
  int cost() {
    return FIRST + rank;
  }

  String sentence() {
    return what + ": " + advice + ".";
  }
}
