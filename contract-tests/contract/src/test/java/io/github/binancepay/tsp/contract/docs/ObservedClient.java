package io.github.binancepay.tsp.contract.docs;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.observation.ObservationRegistry;
import okhttp3.OkHttpClient;

/** A client with metrics and tracing by Micrometer. */
final class ObservedClient {
  static BinancePayClient create(
      String baseUrl,
      ApiCredentials credentials,
      MeterRegistry meters,
      ObservationRegistry observations) {
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .eventListener(
                OkHttpMetricsEventListener.builder(meters, "binance.pay.calls")
                    .uriMapper(request -> request.url().encodedPath())
                    .build())
            .addInterceptor(
                OkHttpObservationInterceptor.builder(observations, "binance.pay.traces").build())
            .build();
    return BinancePayClient.builder()
        .baseUrl(baseUrl)
        .credentials(credentials)
        .httpClient(httpClient)
        .build();
  }

  private ObservedClient() {}
}
