package io.github.binancepay.tsp.internal.envelope;

import io.github.binancepay.tsp.BinancePayException;
import io.github.binancepay.tsp.TransportException;
import io.github.binancepay.tsp.internal.http.CallQueue;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.Failures;
import io.github.binancepay.tsp.internal.http.SendTracker;
import io.github.binancepay.tsp.internal.http.SigningHttpClient;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okio.BufferedSource;
import okio.Timeout;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/**
 * One call of the generated interface. Ends in an envelope of success or a {@link
 * BinancePayException}, regardless of the HTTP status.
 */
final class EnvelopeCall<T> implements Call<T> {
  private final okhttp3.Call call;
  private final okhttp3.Call.Factory factory;
  private final CallQueue queue;
  private final CorrectedClock clock;
  private final EnvelopeReader<T> reader;
  private final AtomicBoolean executed = new AtomicBoolean();

  EnvelopeCall(
      okhttp3.Call call,
      okhttp3.Call.Factory factory,
      CallQueue queue,
      CorrectedClock clock,
      EnvelopeReader<T> reader) {
    this.call = call;
    this.factory = factory;
    this.queue = queue;
    this.clock = clock;
    this.reader = reader;
  }

  @Override
  public Response<T> execute() {
    checkNotExecuted();
    try {
      return read(call.execute());
    } catch (IOException | RuntimeException | Error e) {
      Throwable failure = failure(e);
      if (failure instanceof Error) {
        throw (Error) failure;
      }
      throw (RuntimeException) failure;
    }
  }

  @Override
  public void enqueue(Callback<T> callback) {
    checkNotExecuted();
    queue.enqueue(
        call,
        () -> read(call.execute()),
        (envelope, thrown) -> {
          if (thrown == null) {
            callback.onResponse(this, envelope);
          } else {
            callback.onFailure(this, failure(thrown));
          }
        });
  }

  private Response<T> read(okhttp3.Response response) throws IOException {
    try (response) {
      BufferedSource source = response.body().source();
      if (source.request(SigningHttpClient.MAX_BODY_BYTES + 1)) {
        throw reader.malformed(response.code(), "larger than 1 MiB");
      }
      T envelope = reader.read(response.code(), source.readByteArray(), () -> clock.skew(response));
      // Retrofit rejects a success with another status.
      return Response.success(
          envelope, response.isSuccessful() ? response : response.newBuilder().code(200).build());
    }
  }

  private Throwable failure(Throwable thrown) {
    Throwable cause = Failures.original(thrown);
    if (cause instanceof Error || cause instanceof BinancePayException) {
      return cause;
    }
    HttpUrl url = call.request().url();
    String origin = url.scheme() + "://" + url.host() + ":" + url.port();
    return new TransportException(
        origin, cause, SendTracker.of(call).maybeSent(), reader.isSafeToRepeat());
  }

  private void checkNotExecuted() {
    if (!executed.compareAndSet(false, true)) {
      throw new IllegalStateException("Already executed; clone the call to send it again");
    }
  }

  @Override
  public boolean isExecuted() {
    return executed.get();
  }

  @Override
  public void cancel() {
    queue.cancel(call);
  }

  @Override
  public boolean isCanceled() {
    return call.isCanceled();
  }

  @Override
  public EnvelopeCall<T> clone() {
    okhttp3.Call another =
        SendTracker.of(factory.newCall(call.request())).call(reader.isSafeToRepeat());
    return new EnvelopeCall<>(another, factory, queue, clock, reader);
  }

  @Override
  public Request request() {
    return call.request();
  }

  @Override
  public Timeout timeout() {
    return call.timeout();
  }
}
