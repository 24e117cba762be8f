package io.github.binancepay.tsp.internal.envelope;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.binancepay.tsp.internal.http.CorrectedClock;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
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
        .addConverterFactory(new RequestConverterFactory())
        .addConverterFactory(GsonConverterFactory.create(gson))
        .build();
  }
}
