package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Describes headers that are missing, duplicated or malformed, and values that are rejected. No
 * description of an API key depends on the characters of an accepted one, which a caller could
 * guess one by one.
 */
public final class HeaderDoctor {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long QUARTER = 15 * MINUTE;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long DOT_NET_EPOCH = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long WINDOWS_EPOCH = Instant.parse("1601-01-01T00:00:00Z").toEpochMilli();

  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "BinancePay-Timestamp", "timestamp|time|ts",
          "BinancePay-Nonce", "nonce|noncestr",
          "BinancePay-Certificate-SN",
              "(api)?key|certificate|certificatesn|certsn|certificateserial",
          "BinancePay-Signature", "signature|sign|sig|hmac");

  private static final Map<String, List<String>> FORMS =
      MistakeTable.sections("header-forms.txt")
          .map(section -> section.lines().toList())
          .collect(toMap(lines -> lines.get(0).replace("]", ""), lines -> lines));

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
      String other = NearestName.printable(similar.get());
      return missing + ", but there is " + other + "; send it as " + name;
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
    return other
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^0-9a-z]", "")
        .matches("x?(mbx|binance(pay)?)?(" + OTHER_NAMES.get(name) + ")");
  }

  /** Describes a header that has two or more values. */
  public static String duplicate(String name, List<String> values) {
    boolean same = values.stream().distinct().count() == 1;
    return "duplicate header %s: %s %s; set it instead of adding it, and sign in one place only"
        .formatted(name, values.size(), same ? "times the same value" : "different values");
  }

  /** Describes a malformed value of a header, without the value. */
  public static String malformed(String name, String value) {
    List<String> form = FORMS.get(name);
    String finding =
        form.stream()
            .skip(2)
            .map(row -> row.split(" {2,}"))
            .filter(row -> value.matches("(?s)" + row[0]))
            .findFirst()
            .orElseThrow()[1];
    return form.get(1).replace("%s", finding).replace("{length}", Integer.toString(value.length()));
  }

  /** Describes values of {@code Content-Type} that are not one JSON type in UTF-8. */
  public static String mediaType(List<String> values) {
    return values.size() == 1
        ? malformed("Content-Type", values.get(0).toLowerCase(Locale.ROOT))
        : "send Content-Type: application/json; there "
            + (values.isEmpty() ? "is no Content-Type" : "are " + values.size() + " of them");
  }

  /** Describes an API key that is not one of the accepted ones. */
  public static String unknownApiKey(
      String received, Collection<String> accepted, Predicate<String> isSecretKey) {
    if (isSecretKey.test(received)) {
      return "it is a secret key; the API key and the secret key are swapped, and a secret key is"
          + " never sent";
    }
    List<Integer> lengths = accepted.stream().map(String::length).distinct().sorted().toList();
    String advice =
        lengths.contains(received.length())
            ? "Check that it is the API key of this account"
            : "Copy all of it, and nothing else";
    return "it has %s characters; an accepted one has %s. %s"
        .formatted(
            received.length(),
            lengths.stream().map(String::valueOf).collect(joining(" or ")),
            advice);
  }

  /**
   * Describes a timestamp that is not within the window.
   *
   * @param value 1 to 18 digits
   * @param now milliseconds since 1970, by the clock that decides
   */
  public static String wrongTime(String value, long now, long windowMillis) {
    long timestamp = Long.parseLong(value);
    long ticks = timestamp / 10_000 - now;
    boolean isInTicks =
        Math.abs(ticks + DOT_NET_EPOCH) < DAY || Math.abs(ticks + WINDOWS_EPOCH) < DAY;
    String unit = isInTicks ? "ticks of 100 ns, as .NET and Windows count them" : "";
    unit = Math.abs(timestamp - now / 1000) < DAY / 1000 ? "seconds" : unit;
    unit = Math.abs(timestamp / 1000 - now) < DAY ? "microseconds" : unit;
    if (!unit.isEmpty()) {
      return "it is in " + unit + "; send milliseconds since 1970";
    }
    long off = timestamp - now;
    long size = Math.abs(off);
    String far = String.format(Locale.ROOT, "it is %+d ms from this clock", off);
    long quarters = Math.round((double) off / QUARTER);
    boolean isQuarter = Math.abs(off - quarters * QUARTER) <= Math.max(MINUTE, windowMillis);
    if (quarters != 0 && isQuarter && size <= 14 * HOUR + MINUTE) {
      return far
          + ": local time taken for UTC, in a zone of UTC"
          + ZoneOffset.ofTotalSeconds((int) (quarters * QUARTER / 1000))
          + "; take the time from a clock that counts milliseconds since 1970 in UTC";
    }
    if (size < 5 * MINUTE) {
      String when = off < 0 ? "too old: sign immediately before sending, and" : "in the future:";
      return far + ", " + when + " compare the clock with an NTP server";
    }
    String about = size < 2 * DAY ? size / MINUTE + " minutes" : size / DAY + " days";
    return far + " (about " + about + "); take the time of each request from the clock";
  }
}
