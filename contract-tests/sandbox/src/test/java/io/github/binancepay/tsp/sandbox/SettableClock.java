package io.github.binancepay.tsp.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Clock whose time a test sets. */
public final class SettableClock extends Clock {
  private volatile Instant now;
  private volatile Instant next;

  SettableClock(Instant now) {
    this.now = now;
  }

  public void set(Instant instant) {
    now = instant;
  }

  /** Sets the time after the next reading. */
  public void setOnceRead(Instant instant) {
    next = instant;
  }

  @Override
  public Instant instant() {
    Instant read = now;
    if (next != null) {
      now = next;
    }
    return read;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
