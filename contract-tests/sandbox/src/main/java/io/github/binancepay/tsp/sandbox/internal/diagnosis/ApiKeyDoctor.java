package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/** Says how an API key that is not known differs from those that are, without telling any. */
public final class ApiKeyDoctor {
  private ApiKeyDoctor() {}

  /**
   * Compares an API key with the accepted ones.
   *
   * @param received not one of them
   * @param accepted API keys
   * @param isSecretKey tells whether a text is a secret key that belongs to one of them
   * @return one sentence
   */
  public static String unknown(
      String received, Collection<String> accepted, Predicate<String> isSecretKey) {
    if (isSecretKey.test(received)) {
      return "it is a secret key; the API key and the secret key are swapped, and a secret key is"
          + " never sent";
    }
    Optional<String> nearest =
        accepted.stream()
            .max(
                Comparator.<String>comparingInt(key -> same(received, key))
                    .thenComparingInt(key -> -Math.abs(key.length() - received.length())));
    String which = accepted.size() == 1 ? "the accepted one" : "the most similar accepted one";
    return nearest
        .map(key -> "it differs from " + which + " " + how(received, key))
        .orElse("none is accepted");
  }

  /**
   * Says which characters an API key has that none has.
   *
   * @param received not 1 to 128 of {@code 0-9A-Za-z_-}
   * @return one sentence
   */
  public static String form(String received) {
    if (received.matches("[0-9A-Za-z_-]+")) {
      return "it has " + received.length() + " characters, of at most 128";
    }
    if (received.matches("([\"'`]).*\\1")) {
      return "it is in quotes; leave them out";
    }
    if (received.matches("\\$\\{?\\w+}?|%\\w+%|<.*>|\\{.*}")) {
      return "it is a placeholder; check that the variable is replaced by its value";
    }
    if (received.matches("[0-9A-Za-z_-]*[*\u2022.]{2,}[0-9A-Za-z_-]*")) {
      return "it is masked, as a dashboard shows it; copy all of it";
    }
    if (received.matches("(?i)(bearer|basic|apikey|token) .*")) {
      return "there is a word in front of it; send the API key only";
    }
    String what =
        received.chars().anyMatch(Character::isWhitespace) ? "white space" : "a character";
    return "it has " + what + " that is not one of 0-9, A-Z, a-z, _ and -";
  }

  private static String how(String received, String accepted) {
    if (received.equalsIgnoreCase(accepted)) {
      return "in upper and lower case only";
    }
    if (received.length() != accepted.length()) {
      String lengths = received.length() + " characters instead of " + accepted.length();
      boolean part = received.contains(accepted) || accepted.contains(received);
      String what =
          part
              ? received.length() < accepted.length() ? "; a part is missing" : "; there is more"
              : "";
      return "in length: " + lengths + what;
    }
    int differ = received.length() - same(received, accepted);
    return "in "
        + differ
        + " of "
        + received.length()
        + (differ <= 2
            ? " characters; look for a typing mistake"
            : " characters; is it that of another account?");
  }

  private static int same(String one, String other) {
    int same = 0;
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      same += one.charAt(i) == other.charAt(i) ? 1 : 0;
    }
    return same;
  }
}
