package io.github.binancepay.tsp.contract;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A provider that is not the sandbox of this build: a team's own gateway or mock, named on the
 * command line.
 *
 * @param url where it is, perhaps with a path before that of the API
 * @param merchantId a merchant that it knows
 */
record ForeignProvider(URI url, String apiKey, String secretKey, String merchantId) {
  /**
   * Reads {@code -Dprovider.url}, {@code -Dprovider.apiKey}, {@code -Dprovider.secretKey} and
   * {@code -Dprovider.merchantId}; the keys may stand in the environment instead, where no list of
   * processes shows them.
   *
   * @return empty if there is no {@code -Dprovider.url}
   * @throws IllegalArgumentException if something is missing or wrong
   */
  static Optional<ForeignProvider> named(
      UnaryOperator<String> properties, Map<String, String> environment) {
    String url = properties.apply("provider.url");
    if (url == null) {
      return Optional.empty();
    }
    String merchantId = properties.apply("provider.merchantId");
    return Optional.of(
        new ForeignProvider(
            parse(url),
            required(properties, "provider.apiKey", environment, "BINANCE_PAY_API_KEY"),
            required(properties, "provider.secretKey", environment, "BINANCE_PAY_SECRET_KEY"),
            merchantId == null ? Interactions.MERCHANT_ID : merchantId));
  }

  private static URI parse(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // The message below says what is expected.
    }
    throw new IllegalArgumentException(
        "-Dprovider.url must be an http or https URL such as http://127.0.0.1:8080, but is: "
            + url);
  }

  private static String required(
      UnaryOperator<String> properties,
      String property,
      Map<String, String> environment,
      String variable) {
    String value =
        properties.apply(property) == null ? environment.get(variable) : properties.apply(property);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "-Dprovider.url needs -D" + property + " too, or the environment variable " + variable);
    }
    return value;
  }

  /** Not the record's own, which would print the secret key. */
  @Override
  public String toString() {
    return url.toString();
  }
}
