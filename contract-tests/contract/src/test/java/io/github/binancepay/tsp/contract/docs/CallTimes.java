package io.github.binancepay.tsp.contract.docs;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.EventListener;

/** Logs the duration of one call. */
final class CallTimes extends EventListener {
  private final long start = System.nanoTime();
  private final Consumer<String> log;

  CallTimes(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public void callEnd(Call call) {
    log(call, "ended");
  }

  @Override
  public void callFailed(Call call, IOException e) {
    log(call, "failed");
  }

  private void log(Call call, String outcome) {
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    log.accept(call.request().url().encodedPath() + " " + outcome + " after " + millis + " ms");
  }
}
