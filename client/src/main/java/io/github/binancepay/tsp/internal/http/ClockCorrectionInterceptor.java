package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import okhttp3.Interceptor;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends a request whose timestamp was rejected once more, signed again. An interceptor of calls, so
 * that one timeout covers both.
 */
final class ClockCorrectionInterceptor implements Interceptor {
  private final CorrectedClock clock;
  private final Predicate<byte[]> rejectsTimestamp;

  ClockCorrectionInterceptor(CorrectedClock clock, Predicate<byte[]> rejectsTimestamp) {
    this.clock = clock;
    this.rejectsTimestamp = rejectsTimestamp;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response first = chain.proceed(chain.request());
    RequestBody body = chain.request().body();
    if (!correctClock(first) || (body != null && body.isOneShot())) {
      return first;
    }
    first.close();
    SendTracker.of(chain.call()).rejected();
    Response second = chain.proceed(chain.request());
    correctClock(second);
    return second;
  }

  /** Returns whether the timestamp was rejected, by a provider that tells the time. */
  private boolean correctClock(Response response) throws IOException {
    if (!rejectsTimestamp.test(response.peekBody(SigningHttpClient.MAX_BODY_BYTES).bytes())) {
      return false;
    }
    Duration skew = clock.skew(response);
    if (skew == null) {
      return false;
    }
    clock.correct(skew, CorrectedClock.roundTrip(response));
    return true;
  }
}
