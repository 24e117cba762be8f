package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Looks for the mistakes that lead from what was to be signed to what was received: none but the
 * encoding, then one, then two, the likeliest first.
 */
final class Search {
  /** The rank of mistakes that are many and rare: tried alone, and by turns with pairs. */
  static final int RARE = 10;

  // Of a long body, a single mistake of a higher rank takes its turn with the pairs.
  private static final int HIGHEST_OF_LONG = 3;
  private static final int LIKELY = 3;

  // What a pair costs: next to nothing, a digest of a long body, or writing such a body, too.
  private static final int CHEAP = 0;
  private static final int DIGEST = 1;
  private static final int BODY_AND_DIGEST = 2;

  private final Draft right;
  private final List<Reading> readings;
  private final int shortest;
  private final BooleanSupplier timeIsOver;
  private final boolean isShort;
  private final int highestAlone;
  private final Digests digests = new Digests();
  private final Set<Long> tried = new HashSet<>();
  // By rank.
  private final List<List<Mistake>> mistakes = new ArrayList<>();
  private final List<List<Single>> singles = new ArrayList<>();
  private Iterator<Mistake> rare = Collections.emptyIterator();
  private int pairs;
  private boolean triedAllSingles;
  private boolean triedAllPairs;

  /** A mistake, with what it makes of the right draft. */
  private record Single(Mistake mistake, Draft draft, boolean cheap) {}

  /**
   * What is tried before what: a digest as long as the signature before one of which the signature
   * may be the start, and what takes less time before what takes more.
   */
  private record Wave(boolean whole, int cost) {
    static final List<Wave> IN_ORDER =
        List.of(
            new Wave(true, CHEAP),
            new Wave(true, DIGEST),
            new Wave(true, BODY_AND_DIGEST),
            new Wave(false, CHEAP),
            new Wave(false, DIGEST),
            new Wave(false, BODY_AND_DIGEST));
  }

  /**
   * What was found.
   *
   * @param mistakes those of the draft, the likeliest first
   * @param reading of the signature
   * @param truncated whether the signature is the start of the right one only
   */
  record Found(List<Mistake> mistakes, Reading reading, boolean truncated) {}

  Search(Draft right, List<Reading> readings, BooleanSupplier timeIsOver) {
    this.right = right;
    this.readings = readings;
    this.shortest = readings.stream().mapToInt(Reading::length).min().orElseThrow();
    this.timeIsOver = timeIsOver;
    this.isShort = right.size() <= Digests.SHORT;
    this.highestAlone = isShort ? RARE - 1 : HIGHEST_OF_LONG;
    for (int rank = 0; rank < RARE; rank++) {
      mistakes.add(new ArrayList<>());
      singles.add(new ArrayList<>());
    }
  }

  boolean triedAllSingles() {
    return triedAllSingles;
  }

  boolean triedAllPairs() {
    return triedAllPairs;
  }

  /**
   * Searches.
   *
   * @param usual mistakes, to be tried alone and in pairs
   * @param rarely mistakes to be tried alone, and with the likeliest others if there is time
   */
  Optional<Found> find(List<Mistake> usual, Supplier<Iterator<Mistake>> rarely) {
    usual.forEach(mistake -> mistakes.get(mistake.rank()).add(mistake));
    Optional<Found> found = attempt(right, List.of());
    for (boolean whole : new boolean[] {true, false}) {
      for (int rank = 0; rank <= highestAlone && found.isEmpty(); rank++) {
        found = findSingle(rank, whole);
      }
    }
    if (found.isPresent() || timeIsOver.getAsBoolean()) {
      return found;
    }
    triedAllSingles = isShort;
    rare = rarely.get();
    found = findPair();
    return found.isEmpty() && triedAllPairs ? findRarePair(rarely.get()) : found;
  }

  private Optional<Found> findSingle(int rank, boolean whole) {
    for (Mistake mistake : mistakes.get(rank)) {
      if (timeIsOver.getAsBoolean()) {
        return Optional.empty();
      }
      Draft draft = mistake.change().apply(right);
      if (isWhole(draft.algorithm()) == whole && isNew(draft, right)) {
        Optional<Found> found = attempt(draft, List.of(mistake));
        if (found.isPresent()) {
          return found;
        }
        singles.get(rank).add(new Single(mistake, draft, digests.isCheap(draft)));
      }
    }
    return Optional.empty();
  }

  private Optional<Found> findPair() {
    for (Wave wave : Wave.IN_ORDER) {
      for (int sum = 2; sum <= 2 * (RARE - 1); sum++) {
        Optional<Found> found = findPair(wave, sum);
        if (found.isPresent() || timeIsOver.getAsBoolean()) {
          return found;
        }
      }
    }
    triedAllPairs = true;
    return findRare(Integer.MAX_VALUE);
  }

  private Optional<Found> findPair(Wave wave, int sum) {
    Optional<Found> found = Optional.empty();
    if (wave.cost == DIGEST && sum > highestAlone && sum < RARE) {
      found = findSingle(sum, wave.whole);
    }
    triedAllSingles |= !wave.whole && wave.cost > DIGEST;
    for (int low = Math.max(1, sum - RARE + 1); 2 * low <= sum && found.isEmpty(); low++) {
      found = findPair(wave, low, sum - low);
    }
    return found;
  }

  private Optional<Found> findPair(Wave wave, int low, int high) {
    List<Single> some = singles.get(low);
    List<Single> others = singles.get(high);
    for (int i = 0; i < some.size(); i++) {
      for (int j = low == high ? i + 1 : 0; j < others.size(); j++) {
        Single one = some.get(i);
        Single other = others.get(j);
        if (cost(one, other) != wave.cost || isWhole(one, other) != wave.whole) {
          continue;
        }
        Optional<Found> found = attemptPair(one, other);
        if (found.isEmpty() && isShort && wave.whole && ++pairs % 2 == 0) {
          found = findRare(1);
        }
        if (found.isPresent() || timeIsOver.getAsBoolean()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  // Of those that came late, some that are cheap come with others of their rank.
  private int cost(Single one, Single other) {
    boolean body = one.mistake.axis().isOfBody() && other.mistake.axis().isOfBody();
    boolean late = Math.max(one.mistake.rank(), other.mistake.rank()) > highestAlone;
    boolean cheap = one.cheap || other.cheap;
    return cheap && !late ? CHEAP : body && !cheap ? BODY_AND_DIGEST : DIGEST;
  }

  private Optional<Found> findRare(int most) {
    for (int i = 0; i < most && rare.hasNext() && !timeIsOver.getAsBoolean(); i++) {
      Mistake mistake = rare.next();
      Draft draft = mistake.change().apply(right);
      if (isNew(draft, right)) {
        Optional<Found> found = attempt(draft, List.of(mistake));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Found> findRarePair(Iterator<Mistake> rarely) {
    List<Single> likely = singles.subList(0, LIKELY + 1).stream().flatMap(List::stream).toList();
    while (rarely.hasNext()) {
      Mistake mistake = rarely.next();
      Single single = new Single(mistake, mistake.change().apply(right), false);
      for (Single other : likely) {
        Optional<Found> found =
            isWhole(other, single) ? attemptPair(other, single) : Optional.empty();
        if (found.isPresent() || timeIsOver.getAsBoolean()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Found> attemptPair(Single one, Single other) {
    int order = one.mistake.axis().compareTo(other.mistake.axis());
    if (order == 0) {
      return Optional.empty();
    }
    Single first = order < 0 ? one : other;
    Single second = order < 0 ? other : one;
    Draft draft = second.mistake.change().apply(first.draft);
    return isNew(draft, first.draft)
        ? attempt(draft, List.of(one.mistake, other.mistake))
        : Optional.empty();
  }

  private boolean isNew(Draft draft, Draft before) {
    return !draft.equals(before) && tried.add(draft.fingerprint());
  }

  private boolean isWhole(Single one, Single other) {
    Algorithm algorithm = one.draft.algorithm();
    return isWhole(algorithm.equals(right.algorithm()) ? other.draft.algorithm() : algorithm);
  }

  private boolean isWhole(Algorithm algorithm) {
    return readings.stream().anyMatch(reading -> reading.length() == algorithm.digestBytes());
  }

  private Optional<Found> attempt(Draft draft, List<Mistake> made) {
    int length = draft.algorithm().digestBytes();
    if (length < shortest) {
      return Optional.empty();
    }
    byte[] digest = digests.of(draft, made.size() < 2);
    for (Reading reading : readings) {
      if (reading.isStartOf(digest)) {
        return Optional.of(new Found(made, reading, reading.length() < length));
      }
    }
    return Optional.empty();
  }
}
