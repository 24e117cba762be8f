package consumer;

import io.github.binancepay.tsp.ApiCredentials;
import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.webhook.CertificateSource;
import io.github.binancepay.tsp.webhook.WebhookVerifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Service that asks merchants for authorizations and receives their decisions. */
@SpringBootApplication
public class Application {
  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  @Bean
  BinancePayClient binancePayClient(@Value("${binance-pay.base-url}") String baseUrl) {
    return BinancePayClient.builder()
        .baseUrl(baseUrl)
        .credentials(ApiCredentials.fromEnvironment())
        .build();
  }

  @Bean
  WebhookVerifier webhookVerifier(BinancePayClient client) {
    return WebhookVerifier.builder().certificates(CertificateSource.from(client)).build();
  }
}
