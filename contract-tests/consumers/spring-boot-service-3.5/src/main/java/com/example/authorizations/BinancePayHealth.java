package com.example.authorizations;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports, with the classes of Spring Boot 3, whether Binance Pay accepts a signed read. */
@Component("binancePayHealthIndicator")
class BinancePayHealth implements HealthIndicator {
  private final BinancePayClient client;

  BinancePayHealth(BinancePayClient client) {
    this.client = client;
  }

  @Override
  public Health health() {
    try {
      return Health.up().withDetail("scopes", client.queryScopes().getAllowScopes()).build();
    } catch (BinancePayException e) {
      return Health.down(e).build();
    }
  }
}
