package io.github.binancepay.tsp.sandbox.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingInt;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

  private static final int SHORT = 2048;

  private final Draft right;
  private final List<Reading> readings;
  private final BooleanSupplier timeIsOver;
  private final Set<Long> tried = new HashSet<>();
  // What was digested of a long payload up to the end of its body, for others that start so.
  private final Map<Start, MessageDigest> starts = new HashMap<>();
  private final List<Single> singles = new ArrayList<>();
  private boolean allSingles;
  private int pairs;
  private boolean allPairs;

  /** What a digest depends on until the body has been digested. */
  private record Start(SecretKey key, Algorithm algorithm, String head, Body body) {}

  /** A mistake, with what it makes of the right draft. */
  private record Single(Mistake mistake, Draft draft, boolean cheap) {}

  /**
   * What was found.
   *
   * @param mistakes those of the draft, the likeliest first
   * @param reading of the signature
   * @param truncated whether the reading is the start of the digest only
   */
  record Found(List<Mistake> mistakes, Reading reading, boolean truncated) {}

  Search(Draft right, List<Reading> readings, BooleanSupplier timeIsOver) {
    this.right = right;
    this.readings = readings;
    this.timeIsOver = timeIsOver;
  }

  boolean triedAllSingles() {
    return allSingles;
  }

  boolean triedAllPairs() {
    return allPairs;
  }

  /**
   * Searches.
   *
   * @param mistakes to be tried alone and in pairs
   * @param rare to be tried alone
   */
  Optional<Found> find(List<Mistake> mistakes, Supplier<Iterator<Mistake>> rare) {
    Optional<Found> found = attempt(right, List.of());
    if (found.isEmpty()) {
      found = findSingle(mistakes);
    }
    if (found.isEmpty() && allSingles) {
      found = findPair(rare.get());
    }
    return found;
  }

  private Optional<Found> findSingle(List<Mistake> mistakes) {
    List<Mistake> byRank = mistakes.stream().sorted(comparingInt(Mistake::rank)).toList();
    for (Mistake mistake : byRank) {
      if (timeIsOver.getAsBoolean()) {
        return Optional.empty();
      }
      Draft draft = mistake.change().apply(right);
      if (!draft.equals(right) && isNew(draft)) {
        singles.add(new Single(mistake, draft, isCheap(draft)));
        Optional<Found> found = attempt(draft, List.of(mistake));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    allSingles = true;
    return Optional.empty();
  }

  private boolean isCheap(Draft draft) {
    return draft.size() <= SHORT
        || (draft.algorithm().equals(right.algorithm()) && start(draft).equals(start(right)));
  }

  /** Tries the pairs in the order of their ranks' sum, first those that take no time. */
  private Optional<Found> findPair(Iterator<Mistake> rare) {
    List<List<Single>> byRank = new ArrayList<>();
    for (int rank = 0; rank <= RARE; rank++) {
      int wanted = rank;
      byRank.add(singles.stream().filter(s -> s.mistake().rank() == wanted).toList());
    }
    for (boolean cheap : new boolean[] {true, false}) {
      for (int sum = 2; sum <= 2 * RARE; sum++) {
        for (int low = Math.max(1, sum - RARE); 2 * low <= sum; low++) {
          Optional<Found> found = findPair(byRank.get(low), byRank.get(sum - low), cheap, rare);
          if (found.isPresent() || timeIsOver.getAsBoolean()) {
            return found;
          }
        }
      }
    }
    allPairs = true;
    return findRare(rare, Integer.MAX_VALUE);
  }

  private Optional<Found> findPair(
      List<Single> some, List<Single> others, boolean cheap, Iterator<Mistake> rare) {
    for (int i = 0; i < some.size(); i++) {
      for (int j = some == others ? i + 1 : 0; j < others.size(); j++) {
        Single one = some.get(i);
        Single other = others.get(j);
        if (cheap != (one.cheap() || other.cheap())) {
          continue;
        }
        Optional<Found> found = attemptPair(one, other);
        if (found.isEmpty() && ++pairs % 2 == 0) {
          found = findRare(rare, 1);
        }
        if (found.isPresent() || timeIsOver.getAsBoolean()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Found> findRare(Iterator<Mistake> rare, int most) {
    for (int i = 0; i < most && rare.hasNext() && !timeIsOver.getAsBoolean(); i++) {
      Mistake mistake = rare.next();
      Draft draft = mistake.change().apply(right);
      Optional<Found> found =
          !draft.equals(right) && isNew(draft)
              ? attempt(draft, List.of(mistake))
              : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Found> attemptPair(Single one, Single other) {
    int order = one.mistake().axis().compareTo(other.mistake().axis());
    if (order == 0) {
      return Optional.empty();
    }
    Single first = order < 0 ? one : other;
    Single second = order < 0 ? other : one;
    Draft draft = second.mistake().change().apply(first.draft());
    return !draft.equals(first.draft()) && isNew(draft)
        ? attempt(draft, List.of(one.mistake(), other.mistake()))
        : Optional.empty();
  }

  private boolean isNew(Draft draft) {
    return tried.add(draft.fingerprint());
  }

  private Optional<Found> attempt(Draft draft, List<Mistake> mistakes) {
    byte[] digest = digest(draft, mistakes.size() < 2);
    for (Reading reading : readings) {
      if (reading.isStartOf(digest)) {
        return Optional.of(new Found(mistakes, reading, !reading.isWholly(digest)));
      }
    }
    return Optional.empty();
  }

  private byte[] digest(Draft draft, boolean keep) {
    if (draft.algorithm().use() == Algorithm.Use.HMAC_SWAPPED) {
      return draft.algorithm().hmac(new SecretKey(draft.payload()), draft.key().bytes());
    }
    MessageDigest digest;
    if (draft.size() <= SHORT) {
      digest = digestStart(draft);
    } else {
      Start start = start(draft);
      MessageDigest known = starts.get(start);
      digest = known == null ? digestStart(draft) : SecretKey.copy(known);
      if (keep && known == null) {
        starts.put(start, SecretKey.copy(digest));
      }
    }
    digest.update(draft.tail().getBytes(UTF_8));
    return draft.algorithm().end(draft.key(), digest);
  }

  private static Start start(Draft draft) {
    return new Start(draft.key(), draft.algorithm(), draft.head(), draft.body());
  }

  private static MessageDigest digestStart(Draft draft) {
    MessageDigest digest = draft.algorithm().begin(draft.key());
    digest.update(draft.head().getBytes(UTF_8));
    if (draft.hasBody()) {
      digest.update(draft.body().bytes());
    }
    return digest;
  }
}
