package io.github.binancepay.tsp.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Who is measured first, and who last. */
final class Turns {
  private Turns() {}

  /**
   * {@return the contenders in an order that differs from round to round, so that none always comes
   * behind the same one}
   *
   * @param round counted from 0
   */
  static <T> List<T> of(Collection<T> contenders, int round) {
    List<T> turns = new ArrayList<>(contenders);
    Collections.rotate(turns, round);
    return turns;
  }
}
