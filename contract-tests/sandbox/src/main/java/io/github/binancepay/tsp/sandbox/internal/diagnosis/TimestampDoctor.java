package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says what a timestamp is that is not the current time in milliseconds. */
public final class TimestampDoctor {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern NEGATIVE = Pattern.compile("-[0-9]+");
  private static final Pattern FRACTION = Pattern.compile("[0-9]+\\.[0-9]+");
  private static final Pattern EXPONENT = Pattern.compile("[0-9](\\.[0-9]+)?[eE]\\+?[0-9]+");
  private static final Pattern HEX = Pattern.compile("(0x)?[0-9a-fA-F]{9,16}");
  private static final Pattern DATE =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[A-Z][a-z]{2},? .*[0-9]{4}.*");

  /** Of another unit, a timestamp is taken for the current time if it is no farther from it. */
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private static final long DOT_NET_EPOCH_MILLIS =
      Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long WINDOWS_EPOCH_MILLIS =
      Instant.parse("1601-01-01T00:00:00Z").toEpochMilli();

  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long QUARTER_MINUTES = 15;
  private static final long MAX_OFFSET_MINUTES = Duration.ofHours(14).toMinutes();

  private static final String SEND =
      "send the milliseconds since 1970-01-01T00:00Z as a whole number";

  private TimestampDoctor() {}

  /**
   * Says what a timestamp is whose form is wrong.
   *
   * @param header its name
   * @param value not 1 to 18 digits
   * @return one sentence
   */
  public static String form(String header, String value) {
    String what = kind(value);
    return "header " + header + " is not a number of milliseconds: " + what + "; " + SEND;
  }

  private static String kind(String value) {
    if (DATE.matcher(value).matches()) {
      return "it is a date in words";
    }
    if (FRACTION.matcher(value).matches()) {
      return "it has a decimal point, as seconds with a fraction have";
    }
    if (EXPONENT.matcher(value).matches()) {
      return "it has an exponent, as a floating-point number has";
    }
    if (NEGATIVE.matcher(value).matches()) {
      return "it is negative";
    }
    if (HEX.matcher(value).matches() && !value.chars().allMatch(Character::isDigit)) {
      return "it is in hexadecimal";
    }
    if (value.length() > 18 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return "it has more than 18 digits, such as nanoseconds";
    }
    return "it has other characters than digits";
  }

  /**
   * Says what a timestamp is that is not within the window.
   *
   * @param value 1 to 18 digits
   * @param now milliseconds since 1970, by the clock that decides
   * @param windowMillis how far it may be away
   * @return one sentence
   */
  public static String value(String value, long now, long windowMillis) {
    if (!DIGITS.matcher(value).matches()) {
      throw new IllegalArgumentException("The value must be 1 to 18 digits");
    }
    long timestamp = Long.parseLong(value);
    if (Math.abs(timestamp - now / 1000) < DAY_MILLIS / 1000) {
      return "it is in seconds; send milliseconds";
    }
    if (Math.abs(timestamp / 1000 - now) < DAY_MILLIS) {
      return "it is in microseconds; send milliseconds";
    }
    for (long since : new long[] {DOT_NET_EPOCH_MILLIS, WINDOWS_EPOCH_MILLIS}) {
      if (Math.abs(timestamp / 10_000 + since - now) < DAY_MILLIS) {
        return "it is in ticks of 100 ns, as .NET and Windows count them; send milliseconds since"
            + " 1970";
      }
    }
    long off = timestamp - now;
    String far = String.format(Locale.ROOT, "it is %+d ms from this clock", off);
    long minutes = Math.round((double) off / MINUTE_MILLIS);
    long quarters = Math.round((double) minutes / QUARTER_MINUTES);
    long offset = quarters * QUARTER_MINUTES;
    boolean likeZone =
        offset != 0
            && Math.abs(offset) <= MAX_OFFSET_MINUTES
            && Math.abs(off - offset * MINUTE_MILLIS) <= Math.max(MINUTE_MILLIS, windowMillis);
    if (likeZone) {
      return far
          + ": local time taken for UTC, in a zone of UTC"
          + zone(offset)
          + "; take the time from a clock that counts from 1970 in UTC, whatever the zone";
    }
    if (Math.abs(off) < 5 * MINUTE_MILLIS) {
      return far
          + (off < 0
              ? ", too old: sign immediately before sending, and compare the clock with an NTP"
                  + " server"
              : ", in the future: compare the clock with an NTP server");
    }
    return far + " (" + rough(Math.abs(off)) + "); take the time of each request from the clock";
  }

  private static String zone(long minutes) {
    long all = Math.abs(minutes);
    return (minutes < 0 ? "-" : "+") + String.format(Locale.ROOT, "%02d:%02d", all / 60, all % 60);
  }

  private static String rough(long millis) {
    Duration off = Duration.ofMillis(millis);
    if (off.toDays() > 730) {
      return "about " + off.toDays() / 365 + " years";
    }
    if (off.toDays() > 1) {
      return "about " + off.toDays() + " days";
    }
    return off.toHours() > 1
        ? "about " + off.toHours() + " hours"
        : "about " + off.toMinutes() + " minutes";
  }
}
