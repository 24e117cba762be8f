package io.github.binancepay.tsp.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The figures of one contender, one for each round.
 *
 * @param name what was measured, such as "OkHttp, signed by hand"
 * @param rounds its figures, in the order of the rounds
 */
public record Sample(String name, List<Double> rounds) {
  /** A sample; the list is copied. */
  public Sample {
    rounds = List.copyOf(rounds);
  }

  /** {@return the figure in the middle} */
  public double median() {
    return median(rounds);
  }

  /** This one divided by another, round by round, since both met the same machine in each. */
  Sample dividedBy(Sample other) {
    return new Sample(
        name + " / " + other.name,
        IntStream.range(0, Math.min(rounds.size(), other.rounds.size()))
            .mapToObj(round -> rounds.get(round) / other.rounds.get(round))
            .toList());
  }

  double min() {
    return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
