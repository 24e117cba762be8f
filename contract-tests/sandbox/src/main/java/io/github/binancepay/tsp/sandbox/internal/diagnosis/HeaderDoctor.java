package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what is wrong with a header that is missing, duplicated or malformed. */
public final class HeaderDoctor {
  private static final Pattern JSON =
      Pattern.compile("application/json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern UUID =
      Pattern.compile("\\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}?");

  private static final Pattern PREFIXES = Pattern.compile("^(x(?!$))?(mbx|binance(pay)?)?");

  private static final Map<String, Set<String>> OTHER_NAMES =
      Map.of(
          "BinancePay-Timestamp", Set.of("timestamp", "time", "ts"),
          "BinancePay-Nonce", Set.of("nonce", "noncestr"),
          "BinancePay-Certificate-SN",
              Set.of(
                  "apikey", "key", "certificate", "certificatesn", "certsn", "certificateserial"),
          "BinancePay-Signature", Set.of("signature", "sign", "sig", "hmac"));

  private HeaderDoctor() {}

  /**
   * Describes a missing header, with the name or the place where the request has it.
   *
   * @param others names of the headers of the request that have no other meaning
   * @param query of the URL, still encoded; empty if there is none
   */
  public static String missing(String name, Collection<String> others, String query) {
    String missing = "header " + name + " is missing";
    Optional<String> similar =
        NearestName.of(name, others)
            .or(() -> others.stream().filter(other -> isOtherName(name, other)).findFirst());
    if (similar.isPresent()) {
      return missing
          + ", but there is "
          + NearestName.printable(similar.get())
          + "; send it as "
          + name;
    }
    boolean inQuery =
        Stream.of(query.split("&"))
            .map(part -> part.split("=", 2)[0])
            .anyMatch(part -> part.equalsIgnoreCase(name) || isOtherName(name, part));
    return inQuery
        ? missing + ", but the query of the URL has it; send it as a header, and no query"
        : missing;
  }

  /** {@return whether similar APIs, or abbreviations, have this name for a header} */
  private static boolean isOtherName(String name, String other) {
    String plain = other.toLowerCase(Locale.ROOT).replaceAll("[^0-9a-z]", "");
    return OTHER_NAMES
        .getOrDefault(name, Set.of())
        .contains(PREFIXES.matcher(plain).replaceFirst(""));
  }

  /** Describes a header that has two or more values. */
  public static String duplicate(String name, List<String> values) {
    boolean same = values.stream().distinct().count() == 1;
    return "duplicate header "
        + name
        + ": "
        + values.size()
        + (same ? " times the same value" : " different values")
        + "; set it instead of adding it, and sign in one place only";
  }

  /** Describes a nonce that is not 32 letters or digits. */
  public static String nonce(String name, String value) {
    String wrong = "header " + name + " is not 32 letters or digits";
    if (UUID.matcher(value).matches()) {
      return wrong + ": it is a UUID with dashes; remove them, and sign what is sent";
    }
    return value.length() == 32
        ? wrong + ": it has other characters"
        : wrong + ": it has " + value.length() + " characters";
  }

  /**
   * Describes values of {@code Content-Type} that are not one {@code application/json} in UTF-8.
   */
  public static String mediaType(List<String> values) {
    String send = "send Content-Type: application/json";
    if (values.isEmpty()) {
      return send + "; there is no Content-Type";
    }
    if (values.size() > 1) {
      return send + "; there are " + values.size() + " of them";
    }
    String value = values.get(0).toLowerCase(Locale.ROOT);
    if (JSON.matcher(value).matches()) {
      return send + "; " + parameters(value);
    }
    if (value.startsWith("application/x-www-form-urlencoded")) {
      return send + "; it is that of a form, the default of curl -d and others";
    }
    if (value.startsWith("text/plain")) {
      return send + "; it is text/plain, the default of fetch for a string";
    }
    if (value.startsWith("multipart/")) {
      return send + "; it is multipart, that of a form with files";
    }
    return send
        + (value.contains("json") ? "; it is another kind of JSON" : "; it is another type");
  }

  private static String parameters(String json) {
    if (json.matches(".*charset\\s*=\\s*\"?utf_?8\\b.*")) {
      return "its charset is misspelt: write utf-8";
    }
    if (json.matches("[^;]*;\\s*(charset\\s*=\\s*\"?utf-8\"?\\s*;.*)?")) {
      return "it has more than a charset after it, such as a semicolon";
    }
    return json.contains("charset")
        ? "its charset is not UTF-8"
        : "it has a parameter other than charset=utf-8";
  }
}
