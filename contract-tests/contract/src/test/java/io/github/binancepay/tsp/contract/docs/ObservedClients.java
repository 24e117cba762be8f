package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.observation.ObservationRegistry;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/** The README's HTTP clients for metrics, tracing and a proxy. */
final class ObservedClients {
  private ObservedClients() {}

  static BinancePayClient measured(
      ApiCredentials credentials, String baseUrl, MeterRegistry registry) {
    // In README.md from here
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .eventListener(
                OkHttpMetricsEventListener.builder(registry, "binance.pay.calls")
                    .uriMapper(request -> request.url().encodedPath())
                    .build())
            .build();
    BinancePayClient client =
        BinancePayClient.builder()
            .credentials(credentials)
            .baseUrl(baseUrl) // without it, production
            .httpClient(httpClient)
            .build();
    // to here.
    return client;
  }

  static OkHttpClient.Builder traced(ObservationRegistry observations) {
    return new OkHttpClient.Builder()
        .addInterceptor(
            OkHttpObservationInterceptor.builder(observations, "binance.pay.calls").build());
  }

  static OkHttpClient behindAProxy(String user, String password) {
    // In README.md from here
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .proxyAuthenticator(
                (route, response) ->
                    response.request().header("Proxy-Authorization") != null
                        ? null // it was sent, and refused
                        : response
                            .request()
                            .newBuilder()
                            .header("Proxy-Authorization", Credentials.basic(user, password))
                            .build())
            .build();
    // to here.
    return httpClient;
  }
}
