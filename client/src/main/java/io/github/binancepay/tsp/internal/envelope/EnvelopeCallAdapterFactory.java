package io.github.binancepay.tsp.internal.envelope;

import io.github.binancepay.tsp.internal.http.CallQueue;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.SendTracker;
import io.github.binancepay.tsp.internal.schema.SafeToRepeat;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Retrofit;

/**
 * Makes an {@link EnvelopeCall} of every operation of a generated interface.
 *
 * <p>Not a converter: Retrofit shows a converter neither the HTTP status nor the date, and hands it
 * no body of HTTP 4XX and 5XX.
 */
final class EnvelopeCallAdapterFactory extends CallAdapter.Factory {
  private final OkHttpClient httpClient;
  private final CallQueue queue;
  private final CorrectedClock clock;

  EnvelopeCallAdapterFactory(OkHttpClient httpClient, CallQueue queue, CorrectedClock clock) {
    this.httpClient = httpClient;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
    if (getRawType(returnType) != Call.class) {
      return null;
    }
    Class<?> envelopeType = getRawType(getParameterUpperBound(0, (ParameterizedType) returnType));
    boolean safeToRepeat =
        Arrays.stream(annotations)
            .anyMatch(each -> each instanceof SafeToRepeat && ((SafeToRepeat) each).value());
    return adapter(new EnvelopeReader<>(envelopeType, safeToRepeat));
  }

  private <T> CallAdapter<ResponseBody, Call<T>> adapter(EnvelopeReader<T> reader) {
    return new CallAdapter<>() {
      @Override
      public Type responseType() {
        return ResponseBody.class;
      }

      // Retrofit's own would buffer a body without bound; it only has the call made.
      @Override
      public Call<T> adapt(Call<ResponseBody> call) {
        return new EnvelopeCall<>(httpClient, queue, clock, reader, SendTracker.of(call.request()));
      }
    };
  }
}
