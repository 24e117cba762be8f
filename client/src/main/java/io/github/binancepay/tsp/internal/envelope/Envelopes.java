package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.converter.gson.GsonConverterFactory;

/** How Retrofit is set up: what makes requests of models, and envelopes of responses. */
public final class Envelopes {
  private Envelopes() {}

  public static Retrofit retrofit(HttpUrl baseUrl, OkHttpClient httpClient, CorrectedClock clock) {
    // Without HTML escaping, the bytes on the wire are the text that the caller gave.
    Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    return new Retrofit.Builder()
        .baseUrl(baseUrl)
        .client(httpClient)
        .addCallAdapterFactory(new EnvelopeCallAdapterFactory(gson, httpClient, clock))
        .addConverterFactory(new CheckedRequests())
        .addConverterFactory(GsonConverterFactory.create(gson))
        .build();
  }

  /** Checks every request before the next converter serialises it. */
  private static final class CheckedRequests extends Converter.Factory {
    @Override
    public Converter<?, RequestBody> requestBodyConverter(
        Type type, Annotation[] ofParameter, Annotation[] ofMethod, Retrofit retrofit) {
      Converter<Object, RequestBody> next =
          retrofit.nextRequestBodyConverter(this, type, ofParameter, ofMethod);
      return request -> {
        RequestValidator.check(request);
        return next.convert(request);
      };
    }
  }
}
