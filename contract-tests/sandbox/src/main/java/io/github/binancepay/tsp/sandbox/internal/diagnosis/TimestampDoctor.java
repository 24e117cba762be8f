package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Says what is wrong with a timestamp that is not the current time in milliseconds. */
public final class TimestampDoctor {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long DOT_NET_EPOCH = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long WINDOWS_EPOCH = Instant.parse("1601-01-01T00:00:00Z").toEpochMilli();
  private static final Map<String, String> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[A-Z][a-z]{2},? .*[0-9]{4}.*", "it is a date");
    FORMS.put("[0-9]+[.][0-9]+", "it has a decimal point, as seconds with a fraction have");
    FORMS.put("[0-9]([.][0-9]+)?[eE][+]?[0-9]+", "it has an exponent, as a floating-point number");
    FORMS.put("-[0-9]+", "it is negative");
    FORMS.put("[0-9]{19,}", "it has more than 18 digits, such as nanoseconds");
    FORMS.put("(0x)?[0-9a-fA-F]{9,16}", "it is in hexadecimal");
    FORMS.put("(?s).*", "it has characters other than digits");
  }

  private TimestampDoctor() {}

  /** Describes a timestamp that is not 1 to 18 digits. */
  public static String form(String header, String value) {
    String what =
        FORMS.entrySet().stream()
            .filter(form -> value.matches(form.getKey()))
            .findFirst()
            .orElseThrow()
            .getValue();
    return "header "
        + header
        + " is not a number of milliseconds: "
        + what
        + "; send the milliseconds since 1970-01-01T00:00Z as a whole number";
  }

  /**
   * Describes a timestamp that is not within the window.
   *
   * @param value 1 to 18 digits
   * @param now milliseconds since 1970, by the clock that decides
   */
  public static String value(String value, long now, long windowMillis) {
    long timestamp = Long.parseLong(value);
    if (Math.abs(timestamp - now / 1000) < DAY / 1000) {
      return "it is in seconds; send milliseconds";
    }
    if (Math.abs(timestamp / 1000 - now) < DAY) {
      return "it is in microseconds; send milliseconds";
    }
    long ticks = timestamp / 10_000;
    if (Math.abs(ticks + DOT_NET_EPOCH - now) < DAY
        || Math.abs(ticks + WINDOWS_EPOCH - now) < DAY) {
      return "it is in ticks of 100 ns, as .NET and Windows count them; send milliseconds since"
          + " 1970";
    }
    long off = timestamp - now;
    String far = String.format(Locale.ROOT, "it is %+d ms from this clock", off);
    long quarters = Math.round((double) off / (15 * MINUTE));
    boolean likeZone =
        quarters != 0
            && Math.abs(off) <= 14 * HOUR + MINUTE
            && Math.abs(off - quarters * 15 * MINUTE) <= Math.max(MINUTE, windowMillis);
    if (likeZone) {
      return far
          + ": local time taken for UTC, in a zone of UTC"
          + LocalTime.MIDNIGHT
              .plusMinutes(15 * Math.abs(quarters))
              .format(
                  DateTimeFormatter.ofPattern(quarters < 0 ? "'-'HH:mm" : "'+'HH:mm", Locale.ROOT))
          + "; take the time from a clock that counts milliseconds since 1970 in UTC";
    }
    if (Math.abs(off) < 5 * MINUTE) {
      return far
          + (off < 0
              ? ", too old: sign immediately before sending, and compare the clock with an NTP"
                  + " server"
              : ", in the future: compare the clock with an NTP server");
    }
    return far + " (" + rough(Math.abs(off)) + "); take the time of each request from the clock";
  }

  private static String rough(long millis) {
    long days = millis / DAY;
    long minutes = millis / MINUTE;
    return "about "
        + (days > 730
            ? days / 365 + " years"
            : days > 1
                ? days + " days"
                : minutes > 119 ? minutes / 60 + " hours" : minutes + " minutes");
  }
}
