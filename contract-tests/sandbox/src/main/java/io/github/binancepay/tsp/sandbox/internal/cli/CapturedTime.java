package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest.SendTime;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.TimestampDoctor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The timestamp of a request that was captured some time ago.
 *
 * @param timestamp 1 to 18 digits
 * @param sent when the request was sent; empty if the capture does not say it
 * @param windowMillis how far apart the two may be
 */
record CapturedTime(String timestamp, Optional<SendTime> sent, long windowMillis) {
  /** What is wrong with the timestamp, whenever the request was sent. */
  Optional<String> mistake() {
    long millis = Long.parseLong(timestamp);
    if (sent.isPresent() && Math.abs(millis - nearest()) > windowMillis) {
      String what = TimestampDoctor.value(timestamp, nearest(), windowMillis);
      return Optional.of(what.replace("this clock", sent.get().source()));
    }
    // Those of the years 2001 to 2286.
    return switch (Long.toString(millis).length()) {
      case 13 -> Optional.empty();
      case 10 -> Optional.of("it is in seconds; send milliseconds");
      case 16 -> Optional.of("it is in microseconds; send milliseconds");
      default -> Optional.of("it is not of these years; send the milliseconds since 1970");
    };
  }

  /** Which time it is, and how far from that of the capture. */
  String description() {
    String said;
    try {
      Instant instant = Instant.ofEpochMilli(Long.parseLong(timestamp));
      said = DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      said = "beyond all years";
    }
    return "The timestamp is "
        + said
        + sent.map(
                time ->
                    String.format(
                        ", %+d ms from %s.", Long.parseLong(timestamp) - nearest(), time.source()))
            .orElse("; the capture does not say when the request was sent.");
  }

  /** The moment in which it may have been sent that is nearest to the timestamp. */
  private long nearest() {
    long millis = Long.parseLong(timestamp);
    long earliest = sent.orElseThrow().earliest().toEpochMilli();
    long latest = sent.orElseThrow().latest().toEpochMilli();
    return Math.max(earliest, Math.min(latest, millis));
  }
}
