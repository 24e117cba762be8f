package io.github.binancepay.tsp.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import okhttp3.Response;

/** Clock of this host, corrected by the dates of responses. */
public final class CorrectedClock {
  // A date has whole seconds, rounded down; the times of sending and receiving have milliseconds.
  private static final Duration GRAIN = Duration.ofSeconds(1).plusMillis(4);

  private final Clock clock;
  private volatile Duration correction = Duration.ZERO;

  public CorrectedClock(Clock clock) {
    this.clock = clock;
  }

  /**
   * Estimates how far the provider's clock is ahead of this host's, without the correction: those
   * of many threads would add up.
   *
   * @return null if the response has no date
   */
  public Duration skew(Response response) {
    Date date = response.headers().getDate("Date");
    if (date == null) {
      return null;
    }
    long age = System.currentTimeMillis() - response.receivedResponseAtMillis();
    Instant here = clock.instant().minusMillis(age).minus(roundTrip(response).dividedBy(2));
    return Duration.between(here, date.toInstant().plusMillis(500));
  }

  static Duration roundTrip(Response response) {
    long millis = response.receivedResponseAtMillis() - response.sentRequestAtMillis();
    return Duration.ofMillis(Math.max(0, millis));
  }

  /**
   * Corrects the clock if it is provably wrong: the date may be from any moment of the round trip
   * and of its second. Within that doubt, a slow network explains the rejection.
   */
  synchronized void correct(Duration skew, Duration roundTrip) {
    Duration doubt = roundTrip.plus(GRAIN).dividedBy(2);
    if (skew.minus(correction).abs().compareTo(doubt) > 0) {
      correction = skew;
    }
  }

  Instant instant() {
    return clock.instant().plus(correction);
  }
}
