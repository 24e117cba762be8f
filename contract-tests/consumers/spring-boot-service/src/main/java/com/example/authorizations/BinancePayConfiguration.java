package com.example.authorizations;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One client and one verifier for the whole service. Spring closes the client. */
@Configuration
class BinancePayConfiguration {
  @Bean
  BinancePayClient binancePayClient(BinancePayProperties properties, MeterRegistry registry) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .eventListener(
                OkHttpMetricsEventListener.builder(registry, "binance.pay.calls")
                    .uriMapper(request -> request.url().encodedPath())
                    .build())
            .build();
    return BinancePayClient.builder()
        .baseUrl(properties.baseUrl())
        .credentials(ApiCredentials.of(properties.apiKey(), properties.secretKey()))
        .httpClient(http)
        .build();
  }

  @Bean
  WebhookVerifier webhookVerifier(BinancePayClient client) {
    return WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
  }
}
