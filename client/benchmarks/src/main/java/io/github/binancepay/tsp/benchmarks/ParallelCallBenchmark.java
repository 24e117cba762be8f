package io.github.binancepay.tsp.benchmarks;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** The same blocking call from 64 threads. */
@State(Scope.Benchmark)
@Threads(64)
public class ParallelCallBenchmark extends CallBenchmark {}
