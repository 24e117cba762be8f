package com.example.authorizations;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties {@code binance-pay.*} of application.yaml.
 *
 * @param tokenKey key of 256 bits in base64 that encrypts the tokens in the database
 * @param scopes scopes that every merchant is asked for
 * @param ipWhitelist addresses that this service calls Binance Pay from
 */
@ConfigurationProperties("binance-pay")
record BinancePayProperties(
    String baseUrl,
    String apiKey,
    String secretKey,
    String tokenKey,
    List<String> scopes,
    List<String> ipWhitelist) {

  /** Returns the properties without the keys. */
  @Override
  public String toString() {
    return "BinancePayProperties " + baseUrl + " " + scopes + " " + ipWhitelist;
  }
}
