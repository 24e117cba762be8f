package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that is nearest to a misspelled one. */
public final class NearestName {
  private static final int MAX_PRINTED = 40;
  private static final int LETTERS_FOR_A_MISTAKE = 4;

  private NearestName() {}

  /** {@return the nearest known name; empty if more than one letter in four differs} */
  public static Optional<String> of(String written, Collection<String> known) {
    Optional<String> nearest = Optional.empty();
    int fewest = Integer.MAX_VALUE;
    for (String name : known) {
      if (Math.abs(written.length() - name.length()) > name.length()) {
        continue;
      }
      int mistakes = mistakes(letters(written), letters(name));
      if (mistakes < fewest && mistakes <= name.length() / LETTERS_FOR_A_MISTAKE) {
        fewest = mistakes;
        nearest = Optional.of(name);
      }
    }
    return nearest;
  }

  /** {@return the start of a name that somebody sent, in printable ASCII} */
  public static String printable(String name) {
    String plain = name.replaceAll("[^ -~]", "?");
    return plain.length() > MAX_PRINTED ? plain.substring(0, MAX_PRINTED) + "..." : plain;
  }

  /** {@return the letters of a name: those of merchantId for merchant_id, of Name for X-Name} */
  private static String letters(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z]", "");
    return name.regionMatches(true, 0, "x-", 0, 2) ? plain.substring(1) : plain;
  }

  /** {@return the number of letters to insert, remove, change or swap with their neighbour} */
  private static int mistakes(String from, String to) {
    int[][] counts = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          counts[i][j] = i + j;
          continue;
        }
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int count =
            Math.min(
                counts[i - 1][j - 1] + (same ? 0 : 1),
                1 + Math.min(counts[i - 1][j], counts[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        counts[i][j] = swapped ? Math.min(count, counts[i - 2][j - 2] + 1) : count;
      }
    }
    return counts[from.length()][to.length()];
  }
}
