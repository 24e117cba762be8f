package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** {@return the number of letters that are missing or too many, in any order} */
  private static int mistakes(String written, String name) {
    StringBuilder rest = new StringBuilder(letters(written));
    int missing = 0;
    for (char letter : letters(name).toCharArray()) {
      int at = rest.indexOf(String.valueOf(letter));
      if (at < 0) {
        missing++;
      } else {
        rest.deleteCharAt(at);
      }
    }
    return Math.max(missing, rest.length());
  }
}
