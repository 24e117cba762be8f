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
    return quantile(0.5);
  }

  /** This one divided by another, round by round, since both met the same machine in each. */
  Sample dividedBy(Sample other) {
    return new Sample(
        name + " / " + other.name,
        IntStream.range(0, Math.min(rounds.size(), other.rounds.size()))
            .mapToObj(round -> rounds.get(round) / other.rounds.get(round))
            .toList());
  }

  /** What a part of the rounds, such as a quarter, is below; between two rounds, in proportion. */
  double quantile(double part) {
    List<Double> sorted = rounds.stream().sorted().toList();
    double at = part * (sorted.size() - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
  }
}
