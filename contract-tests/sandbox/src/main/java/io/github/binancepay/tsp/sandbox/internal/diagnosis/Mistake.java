package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.function.UnaryOperator;

/**
 * A mistake that people make.
 *
 * @param axis what it changes
 * @param rank how unlikely it is, from 1
 * @param what it is
 * @param advice what a signer has to do
 * @param change from what was to be signed to what was; gives the same draft where it changes
 *     nothing
 */
record Mistake(Axis axis, int rank, String what, String advice, UnaryOperator<Draft> change) {
  String sentence() {
    return what + ": " + advice + ".";
  }
}
