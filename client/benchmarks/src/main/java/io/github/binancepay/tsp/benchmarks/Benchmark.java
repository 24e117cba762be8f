package io.github.binancepay.tsp.benchmarks;

import java.util.List;

/** Measures one thing, and what stands beside it, in one run. */
public interface Benchmark {
  /** {@return what {@code -Dbenchmarks.only} calls it} */
  String name();

  /**
   * Measures, ours and the baselines in turn.
   *
   * @param settings how long, and where
   * @return what was measured
   * @throws Exception if anything breaks, which ends the run
   */
  List<Row> run(Settings settings) throws Exception;
}
