package io.github.binancepay.tsp.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
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

/** How Retrofit is set up: what makes requests of models, and envelopes of responses. */
public final class Envelopes {
  private Envelopes() {}

  public static Retrofit retrofit(
      HttpUrl baseUrl, OkHttpClient httpClient, CallQueue queue, CorrectedClock clock) {
    // Without HTML escaping, the bytes on the wire are the text that the caller gave.
    Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    Libraries.loadReader(gson);
    return new Retrofit.Builder()
        .baseUrl(baseUrl)
        .callFactory(request -> SendTracker.newCall(httpClient, request))
        .addCallAdapterFactory(new EnvelopeCallAdapterFactory(gson, httpClient, queue, clock))
        .addConverterFactory(new CheckedRequests(gson))
        .build();
  }

  /**
   * Checks every request, and serialises it. Retrofit's own converter has a buffer of 8 KiB for
   * each.
   */
  private static final class CheckedRequests extends Converter.Factory {
    private static final MediaType JSON = MediaType.get("application/json");
    // The body of a real request is below it.
    private static final int USUAL_LENGTH = 256;

    private final Gson gson;

    CheckedRequests(Gson gson) {
      this.gson = gson;
    }

    @Override
    public Converter<?, RequestBody> requestBodyConverter(
        Type type, Annotation[] ofParameter, Annotation[] ofMethod, Retrofit retrofit) {
      return request -> {
        RequestValidator.check(request);
        StringBuilder json = new StringBuilder(USUAL_LENGTH);
        gson.toJson(request, type, json);
        return RequestBody.create(json.toString().getBytes(UTF_8), JSON);
      };
    }
  }
}
