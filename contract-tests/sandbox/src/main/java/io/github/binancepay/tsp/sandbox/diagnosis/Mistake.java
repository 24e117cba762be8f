package io.github.binancepay.tsp.sandbox.diagnosis;

import java.util.function.UnaryOperator;

/**
 * A mistake that people make.
 *
 * @param axis what it changes
 * @param rank how unlikely it is, from 1
 * @param sentence what it is, and what to do
 * @param change from what was to be signed to what was; gives the same draft where it changes
 *     nothing
 */
record Mistake(Axis axis, int rank, String sentence, UnaryOperator<Draft> change) {}
