package io.github.binancepay.tsp.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of the table.
 *
 * @param what what was measured, such as "four headers, 102 B body"
 * @param unit of all figures, such as "ns"
 * @param ours the client or the sandbox
 * @param toReach what its own figure should be, or empty
 * @param beside the baselines
 */
public record Row(String what, String unit, Sample ours, String toReach, List<Baseline> beside) {
  /**
   * What ours is compared with.
   *
   * @param sample its figures
   * @param toReach what ours divided by it should be, such as "≤ 1.5×", or empty
   */
  public record Baseline(Sample sample, String toReach) {}

  /** A row; the list is copied. */
  public Row {
    beside = List.copyOf(beside);
  }

  /**
   * A row without baselines.
   *
   * @param what what was measured
   * @param unit of all figures
   * @param ours the client or the sandbox
   * @param toReach what its own figure should be, or empty
   */
  public Row(String what, String unit, Sample ours, String toReach) {
    this(what, unit, ours, toReach, List.of());
  }

  /**
   * {@return this row with one more baseline}
   *
   * @param baseline its figures
   * @param toReach what ours divided by it should be, or empty
   */
  public Row beside(Sample baseline, String toReach) {
    List<Baseline> more = new ArrayList<>(beside);
    more.add(new Baseline(baseline, toReach));
    return new Row(what, unit, ours, this.toReach, more);
  }
}
