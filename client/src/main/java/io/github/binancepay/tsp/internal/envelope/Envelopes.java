package io.github.binancepay.tsp.internal.envelope;

import io.github.binancepay.tsp.internal.http.CallQueue;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import io.github.binancepay.tsp.internal.http.SendTracker;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** Sets Retrofit up to write requests and to read envelopes. */
public final class Envelopes {
  private Envelopes() {}

  public static Retrofit retrofit(
      HttpUrl baseUrl, OkHttpClient httpClient, CallQueue queue, CorrectedClock clock) {
    Libraries.loadReader();
    return new Retrofit.Builder()
        .baseUrl(baseUrl)
        .callFactory(request -> SendTracker.newCall(httpClient, request))
        .addCallAdapterFactory(new EnvelopeCallAdapterFactory(httpClient, queue, clock))
        .addConverterFactory(new CheckedRequests())
        .build();
  }

  /** Retrofit's own converter for Gson allocates a buffer of 8 KiB for each request. */
  private static final class CheckedRequests extends Converter.Factory {
    private static final MediaType JSON = MediaType.get("application/json");

    @Override
    public Converter<?, RequestBody> requestBodyConverter(
        Type type, Annotation[] ofParameter, Annotation[] ofMethod, Retrofit retrofit) {
      return request -> RequestBody.create(ModelJson.write(request), JSON);
    }
  }
}
