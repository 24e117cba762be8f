package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.function.UnaryOperator;

/**
 * A mistake that people make: a row of a table.
 *
 * @param rank from 1, the likeliest
 * @param what is wrong
 * @param advice what to do
 * @param change from the draft that is right to the one that was signed; returns the same draft if
 *     it changes nothing
 */
record Mistake(int rank, String what, String advice, UnaryOperator<Draft> change) {
  /** Added to each rank, so that every mistake is tried alone before the first two together. */
  static final int FIRST = 10;

  /** {@return the rank as it counts in a sum} */
  int cost() {
    return FIRST + rank;
  }
}
