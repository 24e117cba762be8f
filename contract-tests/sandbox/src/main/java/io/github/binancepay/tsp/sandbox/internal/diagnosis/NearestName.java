package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the known name that is nearest to a misspelled one. */
public final class NearestName {
  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
  private static final int MAX_PRINTED = 40;
  private static final int LETTERS_FOR_A_MISTAKE = 4;

  private NearestName() {}

  /** {@return the nearest known name; empty if more than one letter in four differs} */
  public static Optional<String> of(String written, Collection<String> known) {
    return known.stream()
        .filter(name -> written.length() <= 2 * name.length())
        .filter(name -> mistakes(written, name) <= name.length() / LETTERS_FOR_A_MISTAKE)
        .min(Comparator.comparingInt(name -> mistakes(written, name)));
  }

  /** {@return the start of a name in a request, in printable ASCII} */
  public static String printable(String name) {
    String plain = UNPRINTABLE.matcher(name).replaceAll("?");
    return plain.length() > MAX_PRINTED ? plain.substring(0, MAX_PRINTED) + "..." : plain;
  }

  /** {@return the letters of a name: those of merchantId for merchant_id, of Name for X-Name} */
  private static String letters(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z]", "");
    return name.regionMatches(true, 0, "x-", 0, 2) ? plain.substring(1) : plain;
  }

  /**
   * {@return the number of letters to insert, remove or change; one if only their order differs}
   */
  private static int mistakes(String written, String name) {
    String from = letters(written);
    String to = letters(name);
    if (!from.equals(to) && Arrays.equals(sorted(from), sorted(to))) {
      return 1;
    }
    int[] counts = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = counts[0];
      counts[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = counts[j];
        counts[j] = Math.min(changed, 1 + Math.min(counts[j], counts[j - 1]));
      }
    }
    return counts[to.length()];
  }

  private static int[] sorted(String letters) {
    return letters.chars().sorted().toArray();
  }
}
