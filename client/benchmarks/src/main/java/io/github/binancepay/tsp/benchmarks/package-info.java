/**
 * How fast the client and the sandbox are, beside what could be written by hand: {@code mvn -q
 * verify -Pbenchmarks}. Each {@link Benchmark} measures the client and its baselines in the same
 * run, in turn, so that whatever else the machine does meets all of them alike.
 */
package io.github.binancepay.tsp.benchmarks;
