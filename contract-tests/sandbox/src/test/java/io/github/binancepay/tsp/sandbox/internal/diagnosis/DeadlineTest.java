package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private final AtomicLong processor = new AtomicLong(1_000);
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE);
  private final Deadline deadline = new Deadline(Duration.ofNanos(50), processor::get, clock::get);

  @Test
  void isOverWhenTheProcessorTimeIsSpent() {
    processor.addAndGet(50);
    assertThat(deadline.getAsBoolean()).isFalse();

    processor.addAndGet(1);
    assertThat(deadline.getAsBoolean()).isTrue();
  }

  @Test
  void isOverAfterFourTimesAsLongByTheClockOnABusyMachine() {
    clock.addAndGet(200);
    assertThat(deadline.getAsBoolean()).isFalse();

    clock.addAndGet(1);
    assertThat(deadline.getAsBoolean()).isTrue();
  }
}
