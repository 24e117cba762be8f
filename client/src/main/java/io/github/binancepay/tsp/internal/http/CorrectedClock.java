package io.github.binancepay.tsp.internal.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** This host's clock, corrected by what the provider's answers have taught. */
public final class CorrectedClock extends Clock {
  private final Clock clock;
  private volatile Duration correction = Duration.ZERO;

  public CorrectedClock(Clock clock) {
    this.clock = clock;
  }

  /**
   * Estimates how far the provider's clock is ahead of this host's uncorrected one.
   *
   * @param date of an answer, in whole seconds, rounded down
   * @param roundTrip how long the answer took from the moment of sending
   */
  public Duration differenceTo(Instant date, Duration roundTrip) {
    Instant here = clock.instant().minus(roundTrip.dividedBy(2));
    return Duration.between(here, date.plusMillis(500));
  }

  /** From now on, the time is this host's plus the difference. */
  public void correctBy(Duration difference) {
    correction = difference;
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
