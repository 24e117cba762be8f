package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Says what is wrong with an API key. Nothing that it says of an unknown one depends on the
 * characters of an accepted one, which a caller could otherwise find out by guessing.
 */
public final class ApiKeyDoctor {
  private ApiKeyDoctor() {}

  /** Describes an API key that is not one of the accepted ones. */
  public static String unknown(
      String received, Collection<String> accepted, Predicate<String> isSecretKey) {
    if (isSecretKey.test(received)) {
      return "it is a secret key; the API key and the secret key are swapped, and a secret key is"
          + " never sent";
    }
    if (accepted.isEmpty()) {
      return "none is accepted";
    }
    List<Integer> lengths = accepted.stream().map(String::length).distinct().sorted().toList();
    return "it has "
        + received.length()
        + " characters; an accepted one has "
        + String.join(" or ", lengths.stream().map(String::valueOf).toList())
        + (lengths.contains(received.length())
            ? ". Check that it is the API key of this account"
            : ". Copy all of it, and nothing else");
  }

  /** Describes an API key that is not 1 to 128 of {@code 0-9A-Za-z_-}. */
  public static String form(String received) {
    if (received.matches("[0-9A-Za-z_-]+")) {
      return "it has " + received.length() + " characters, of at most 128";
    }
    if (received.matches("([\"'`]).*\\1")) {
      return "it is in quotes; remove them";
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
    boolean space = received.chars().anyMatch(Character::isWhitespace);
    return "it has a "
        + (space ? "space" : "character")
        + " that is not one of 0-9, A-Z, a-z, _ and -";
  }
}
