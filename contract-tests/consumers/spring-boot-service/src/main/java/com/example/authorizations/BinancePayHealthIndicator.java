package com.example.authorizations;

import io.github.binancepay.tsp.BinancePayClient;
import io.github.binancepay.tsp.BinancePayException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports whether Binance Pay accepts a signed read: keys, clock and network are right. */
@Component
class BinancePayHealthIndicator implements HealthIndicator {
  private final BinancePayClient client;

  BinancePayHealthIndicator(BinancePayClient client) {
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
