package io.github.binancepay.tsp.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Keeps a number of asynchronous calls outstanding: one that ends begins the next. */
final class Load {
  private final Supplier<CompletableFuture<?>> caller;
  private final LongAdder ended = new LongAdder();
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile int wanted;

  Load(Supplier<CompletableFuture<?>> caller) {
    this.caller = caller;
  }

  /** Keeps so many from now on. */
  void keep(int calls) {
    wanted = calls;
    while (outstanding.get() < calls) {
      outstanding.incrementAndGet();
      begin();
    }
  }

  /** Begins no more, and waits for those that are outstanding. */
  void rest() throws InterruptedException {
    wanted = 0;
    while (outstanding.get() > 0) {
      Thread.sleep(1);
    }
  }

  /** How many have ended, all of them well. */
  long ended() {
    if (failure.get() != null) {
      throw new IllegalStateException("a call failed", failure.get());
    }
    return ended.sum();
  }

  private void begin() {
    CompletableFuture<?> unused =
        caller
            .get()
            .whenComplete(
                (response, thrown) -> {
                  ended.increment();
                  if (thrown != null) {
                    failure.set(thrown);
                  }
                  if (thrown == null && outstanding.get() <= wanted) {
                    begin();
                  } else {
                    outstanding.decrementAndGet();
                  }
                });
  }
}
