package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for the mistakes that lead from a right draft to a signature that was received: the product
 * of the tables in the order of the sum of ranks, until a budget of hashed bytes is spent.
 */
final class Search {
  private static final int MOST_MISTAKES = 4;

  /** Bytes that HMAC hashes besides the payload: its two blocks. */
  private static final int OVERHEAD = 256;

  private final Draft right;
  private final List<List<Mistake>> sections;
  private final List<Readings.Reading> readings;
  private long budget;
  private int tried;

  /**
   * The mistakes that were found.
   *
   * @param mistakes likeliest first
   * @param sentences about the form of the signature
   */
  record Found(List<Mistake> mistakes, List<String> sentences) {}

  /** Prepares a search from the right draft to the received signature within a budget of bytes. */
  Search(Draft right, List<List<Mistake>> sections, List<Readings.Reading> readings, long budget) {
    this.right = right;
    this.sections = sections;
    this.readings = readings;
    this.budget = budget;
  }

  /** {@return the number of combinations that were tried} */
  int tried() {
    return tried;
  }

  Optional<Found> find() {
    int most = 0;
    for (List<Mistake> rows : sections) {
      most = Math.max(most, rows.get(rows.size() - 1).cost());
    }
    Optional<Found> found = Optional.empty();
    for (int sum = 0; sum <= MOST_MISTAKES * most && found.isEmpty() && budget > 0; sum++) {
      found = find(right, 0, sum, List.of());
    }
    return found;
  }

  /** Tries all combinations of mistakes, from this section on, whose ranks have this sum. */
  private Optional<Found> find(Draft draft, int section, int sum, List<Mistake> made) {
    if (sum == 0) {
      return attempt(draft, made);
    }
    if (made.size() == MOST_MISTAKES) {
      return Optional.empty();
    }
    for (int i = section; i < sections.size(); i++) {
      for (Mistake mistake : sections.get(i)) {
        if (budget <= 0 || mistake.cost() > sum) {
          break;
        }
        if (isHopeless(mistake, sum)) {
          continue;
        }
        Draft changed = mistake.change().apply(draft);
        if (!changed.equals(draft)) {
          Optional<Found> found =
              find(
                  changed,
                  i + 1,
                  sum - mistake.cost(),
                  Stream.concat(made.stream(), Stream.of(mistake)).toList());
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  // No other mistake has a rank as low as what would be left of the sum.
  private static boolean isHopeless(Mistake mistake, int sum) {
    int left = sum - mistake.cost();
    return left > 0 && left <= Mistake.FIRST;
  }

  private Optional<Found> attempt(Draft draft, List<Mistake> made) {
    // A draft that cannot match costs something, too, so that every search ends.
    budget -= OVERHEAD;
    if (readings.stream().noneMatch(reading -> reading.fits(draft.digestBytes()))) {
      return Optional.empty();
    }
    byte[] payload = draft.payload();
    budget -= payload.length;
    tried++;
    byte[] digest = draft.algorithm().apply(draft.key(), payload);
    for (Readings.Reading reading : readings) {
      if (reading.matches(digest)) {
        List<Mistake> likeliest =
            made.stream().sorted(Comparator.comparingInt(Mistake::rank)).toList();
        return Optional.of(new Found(likeliest, reading.sentences(digest)));
      }
    }
    return Optional.empty();
  }
}
