package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * When a search ends: what it takes is counted in processor time of its thread, so that it comes as
 * far on a busy machine, but it ends after a few times as long by the clock.
 */
final class Deadline implements BooleanSupplier {
  private static final int LONGER_BY_THE_CLOCK = 4;

  private final LongSupplier processorNanos;
  private final LongSupplier nanoTime;
  private final long processorEnd;
  private final long end;

  Deadline(Duration limit, LongSupplier processorNanos, LongSupplier nanoTime) {
    this.processorNanos = processorNanos;
    this.nanoTime = nanoTime;
    this.processorEnd = processorNanos.getAsLong() + limit.toNanos();
    this.end = nanoTime.getAsLong() + LONGER_BY_THE_CLOCK * limit.toNanos();
  }

  static Deadline in(Duration limit) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new Deadline(
        limit,
        threads.isCurrentThreadCpuTimeSupported()
            ? threads::getCurrentThreadCpuTime
            : System::nanoTime,
        System::nanoTime);
  }

  @Override
  public boolean getAsBoolean() {
    return processorNanos.getAsLong() - processorEnd > 0 || nanoTime.getAsLong() - end > 0;
  }
}
