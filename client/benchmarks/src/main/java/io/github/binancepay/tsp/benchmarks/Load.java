package io.github.binancepay.tsp.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Keeps a number of asynchronous calls outstanding: one that succeeds begins the next. One that
 * fails does not, so that there is no loop if all do.
 */
final class Load {
  private final Supplier<CompletableFuture<?>> caller;
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicInteger outstanding = new AtomicInteger();
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

  /** Keeps so many until some have succeeded, and then waits for the others. */
  void succeed(int calls, int successes) throws InterruptedException {
    keep(calls);
    while (succeeded.sum() < successes && failed.sum() == 0) {
      Thread.sleep(1);
    }
    rest();
  }

  /** Begins no more, and waits for those that are outstanding. */
  void rest() throws InterruptedException {
    wanted = 0;
    while (outstanding.get() > 0) {
      Thread.sleep(1);
    }
  }

  long succeeded() {
    return succeeded.sum();
  }

  long failed() {
    return failed.sum();
  }

  private void begin() {
    CompletableFuture<?> unused =
        caller
            .get()
            .whenComplete(
                (response, thrown) -> {
                  (thrown == null ? succeeded : failed).increment();
                  if (thrown == null && outstanding.get() <= wanted) {
                    begin();
                  } else {
                    outstanding.decrementAndGet();
                  }
                });
  }
}
