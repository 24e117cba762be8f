package io.github.binancepay.tsp.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import okhttp3.Response;

/** This host's clock, corrected by what the provider's responses have taught. */
public final class CorrectedClock extends Clock {
  // A date is in whole seconds, rounded down; the times of sending and receiving in milliseconds.
  private static final Duration GRAIN = Duration.ofSeconds(1).plusMillis(4);

  private final Clock clock;
  private volatile Duration correction = Duration.ZERO;

  public CorrectedClock(Clock clock) {
    this.clock = clock;
  }

  /**
   * Estimates how far the provider's clock is ahead of this host's uncorrected one, so that many
   * threads that learn at once do not add their corrections up.
   *
   * @return null if the response has no date
   */
  public Duration skew(Response response) {
    Date date = response.headers().getDate("Date");
    if (date == null) {
      return null;
    }
    long age = System.currentTimeMillis() - response.receivedResponseAtMillis();
    return differenceTo(date.toInstant(), roundTrip(response)).plusMillis(age);
  }

  /**
   * Estimates the skew from a response that has just come.
   *
   * @param date of the response, in whole seconds, rounded down
   * @param roundTrip how long the response took from the moment of sending
   */
  Duration differenceTo(Instant date, Duration roundTrip) {
    Instant here = clock.instant().minus(roundTrip.dividedBy(2));
    return Duration.between(here, date.plusMillis(500));
  }

  static Duration roundTrip(Response response) {
    long millis = response.receivedResponseAtMillis() - response.sentRequestAtMillis();
    return Duration.ofMillis(Math.max(0, millis));
  }

  /**
   * Corrects the clock if it is certainly off. The date was written anywhere in the round trip and
   * anywhere in its second; if the present correction is within what these leave open, a slow
   * network was the reason, and a correction would make a right clock wrong.
   */
  synchronized void correct(Duration skew, Duration roundTrip) {
    Duration doubt = roundTrip.plus(GRAIN).dividedBy(2);
    if (skew.minus(correction).abs().compareTo(doubt) > 0) {
      correction = skew;
    }
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(correction);
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a timestamp has no zone");
  }
}
