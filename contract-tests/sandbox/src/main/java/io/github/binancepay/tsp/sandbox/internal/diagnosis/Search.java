package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.MistakeTable.Mistake;
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
  private static final int MOST_COST = 2 * Mistake.FIRST;

  /** Bytes that HMAC hashes besides the payload: its two blocks. */
  private static final int OVERHEAD = 256;

  private final Draft right;
  private final List<List<Mistake>> sections;
  private final List<Readings.Reading> readings;
  private long budget;
  private int tried;

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

  /** {@return a sentence for each mistake, the likeliest first, and for the form at the end} */
  Optional<List<String>> find() {
    Optional<List<String>> found = Optional.empty();
    for (int sum = 0; sum <= MOST_MISTAKES * MOST_COST && found.isEmpty() && budget > 0; sum++) {
      found = find(right, 0, sum, List.of());
    }
    return found;
  }

  /** Tries all combinations of mistakes, from this section on, whose ranks have this sum. */
  private Optional<List<String>> find(Draft draft, int section, int sum, List<Mistake> made) {
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
        int left = sum - mistake.cost();
        // No other mistake has a rank as low as what would be left of the sum.
        Draft changed = left > 0 && left <= Mistake.FIRST ? draft : draft.changed(mistake.change());
        if (changed != draft) {
          List<Mistake> all = Stream.concat(made.stream(), Stream.of(mistake)).toList();
          Optional<List<String>> found = find(changed, i + 1, left, all);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<List<String>> attempt(Draft draft, List<Mistake> made) {
    // A draft that cannot match costs something, too, so that every search ends.
    budget -= OVERHEAD;
    if (readings.stream().noneMatch(reading -> reading.fits(draft.digestBytes))) {
      return Optional.empty();
    }
    byte[] payload = draft.payload();
    budget -= payload.length;
    tried++;
    byte[] digest = draft.digest(payload);
    for (Readings.Reading reading : readings) {
      if (reading.matches(digest)) {
        Stream<String> sentences =
            made.stream().sorted(Comparator.comparingInt(Mistake::rank)).map(Mistake::sentence);
        return Optional.of(Stream.concat(sentences, reading.sentences(digest).stream()).toList());
      }
    }
    return Optional.empty();
  }
}
