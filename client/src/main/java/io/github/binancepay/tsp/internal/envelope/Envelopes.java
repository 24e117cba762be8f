package io.github.binancepay.tsp.internal.envelope;

import io.github.binancepay.tsp.internal.http.CallQueue;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.SendTracker;
import io.github.binancepay.tsp.internal.schema.SafeToRepeat;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** Sets Retrofit up to write requests and to read envelopes. */
public final class Envelopes {
  private static final MediaType JSON = MediaType.get("application/json");

  private Envelopes() {}

  public static Retrofit retrofit(
      HttpUrl baseUrl, OkHttpClient httpClient, CallQueue queue, CorrectedClock clock) {
    Libraries.loadReader();
    return new Retrofit.Builder()
        .baseUrl(baseUrl)
        .callFactory(request -> SendTracker.newCall(httpClient, request))
        .addCallAdapterFactory(new Adapters(queue, clock))
        .addConverterFactory(new CheckedRequests())
        .build();
  }

  /** Makes an {@link EnvelopeCall} of every operation of a generated interface. */
  private static final class Adapters extends CallAdapter.Factory {
    private final CallQueue queue;
    private final CorrectedClock clock;

    Adapters(CallQueue queue, CorrectedClock clock) {
      this.queue = queue;
      this.clock = clock;
    }

    @Override
    public CallAdapter<?, ?> get(Type call, Annotation[] annotations, Retrofit retrofit) {
      Class<?> envelope = getRawType(getParameterUpperBound(0, (ParameterizedType) call));
      boolean safeToRepeat =
          Arrays.stream(annotations)
              .anyMatch(each -> each instanceof SafeToRepeat && ((SafeToRepeat) each).value());
      return adapter(new EnvelopeReader<>(envelope, safeToRepeat), retrofit.callFactory());
    }

    private <T> CallAdapter<ResponseBody, Call<T>> adapter(
        EnvelopeReader<T> reader, okhttp3.Call.Factory factory) {
      return new CallAdapter<>() {
        @Override
        public Type responseType() {
          return ResponseBody.class;
        }

        // Retrofit's own call reads the body of a failure without a limit, and is not queued.
        @Override
        public Call<T> adapt(Call<ResponseBody> call) {
          okhttp3.Call made = SendTracker.of(call.request()).call(reader.isSafeToRepeat());
          return new EnvelopeCall<>(made, factory, queue, clock, reader);
        }
      };
    }
  }

  /** Checks and writes requests. Retrofit's converter for Gson has a buffer of 8 KiB for each. */
  private static final class CheckedRequests extends Converter.Factory {
    @Override
    public Converter<?, RequestBody> requestBodyConverter(
        Type type, Annotation[] ofParameter, Annotation[] ofMethod, Retrofit retrofit) {
      return request -> RequestBody.create(ModelJson.write(request, type), JSON);
    }
  }
}
