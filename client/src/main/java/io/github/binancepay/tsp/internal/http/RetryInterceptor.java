package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.function.Predicate;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * Retries a request once after its timestamp was rejected, and a read once after its connection
 * broke. An interceptor of calls, so that one timeout covers all requests.
 *
 * <p>OkHttp itself retries a POST after some broken connections and after HTTP 408 and 503, unless
 * its body is one-shot.
 */
final class RetryInterceptor implements Interceptor {
  private final CorrectedClock clock;
  private final Predicate<byte[]> rejectsTimestamp;
  private final ConnectionPool connections;

  /** Retries no rejection without the predicate, and no broken connection without the pool. */
  RetryInterceptor(
      CorrectedClock clock, Predicate<byte[]> rejectsTimestamp, ConnectionPool connections) {
    this.clock = clock;
    this.rejectsTimestamp = rejectsTimestamp;
    this.connections = connections;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    RequestBody body = chain.request().body();
    Request request =
        body == null
            ? chain.request()
            : chain.request().newBuilder().method(chain.request().method(), oneShot(body)).build();
    Response first = proceed(chain, request);
    if (!correctClock(first) || (body != null && body.isOneShot())) {
      return first;
    }
    first.close();
    SendTracker.of(chain.call()).rejected();
    Response second = proceed(chain, request);
    correctClock(second);
    return second;
  }

  private boolean correctClock(Response response) throws IOException {
    if (rejectsTimestamp == null
        || !rejectsTimestamp.test(response.peekBody(SigningHttpClient.MAX_BODY_BYTES).bytes())) {
      return false;
    }
    Duration skew = clock.skew(response);
    if (skew != null) {
      clock.correct(skew, CorrectedClock.roundTrip(response));
    }
    return skew != null;
  }

  private Response proceed(Chain chain, Request request) throws IOException {
    try {
      return chain.proceed(request);
    } catch (IOException e) {
      SendTracker tracker = SendTracker.of(chain.call());
      boolean isBroken = !(e instanceof InterruptedIOException || e instanceof ProtocolException);
      if (connections == null || !isBroken || !tracker.maybeSent() || !tracker.allowRetry()) {
        throw e;
      }
      // The server has most likely closed the other idle connections too.
      connections.evictAll();
      return chain.proceed(request);
    }
  }

  private static RequestBody oneShot(RequestBody body) {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return body.contentType();
      }

      @Override
      public long contentLength() throws IOException {
        return body.contentLength();
      }

      @Override
      public boolean isOneShot() {
        return true;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        body.writeTo(sink);
      }
    };
  }
}
