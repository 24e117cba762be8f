package io.github.binancepay.tsp.contract.pact;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jsoup.Connection;
import org.jsoup.Jsoup;

/**
 * A provider that is verified against the pact.
 *
 * @param url base URL, with an optional path before that of the API
 * @param merchantId a merchant that the provider knows
 * @param stateChangeUrl URL of the provider's state-change callback, if it has one
 */
record VerifiedProvider(
    URI url, String apiKey, String secretKey, String merchantId, Optional<URI> stateChangeUrl) {
  static final String MERCHANT_ID = "merchant1";
  static final String CLOCK_AHEAD = "the provider's clock is one hour ahead";
  static final String AUTHORIZATION_CREATED = "merchant merchant1 has an authorization";

  /** States of a provider without a callback: assumed, or produced by the request itself. */
  private static final Set<String> WITHOUT_CALLBACK =
      Set.of(
          "",
          "merchant merchant1 is known",
          "merchant no-such-merchant is not known",
          AUTHORIZATION_CREATED,
          ConsumerPact.SECRET_KEY_CHANGED,
          CLOCK_AHEAD);

  /**
   * Reads {@code -Dprovider.url}, {@code -Dprovider.apiKey}, {@code -Dprovider.secretKey}, {@code
   * -Dprovider.merchantId} and {@code -Dprovider.stateChangeUrl}. The keys can also be environment
   * variables, which a list of processes does not show.
   *
   * @return empty if there is no {@code -Dprovider.url}
   * @throws IllegalArgumentException if a property is missing or invalid
   */
  static Optional<VerifiedProvider> named(
      UnaryOperator<String> properties, Map<String, String> environment) {
    String url = properties.apply("provider.url");
    if (url == null) {
      return Optional.empty();
    }
    String merchantId = properties.apply("provider.merchantId");
    return Optional.of(
        new VerifiedProvider(
            parse("provider.url", url),
            required(properties, "provider.apiKey", environment, "BINANCE_PAY_API_KEY"),
            required(properties, "provider.secretKey", environment, "BINANCE_PAY_SECRET_KEY"),
            merchantId == null ? MERCHANT_ID : merchantId,
            Optional.ofNullable(properties.apply("provider.stateChangeUrl"))
                .map(stateChangeUrl -> parse("provider.stateChangeUrl", stateChangeUrl))));
  }

  private static URI parse(String property, String url) {
    if (!url.matches("https?://.+")) {
      throw new IllegalArgumentException(
          "-D%s must be an http or https URL such as http://127.0.0.1:8080, but is: %s"
              .formatted(property, url));
    }
    return URI.create(url);
  }

  private static String required(
      UnaryOperator<String> properties,
      String property,
      Map<String, String> environment,
      String variable) {
    String named = properties.apply(property);
    String value = named == null ? environment.get(variable) : named;
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "-Dprovider.url needs -D%s too, or the environment variable %s"
              .formatted(property, variable));
    }
    return value;
  }

  boolean canSet(String state) {
    return stateChangeUrl.isPresent() || WITHOUT_CALLBACK.contains(state);
  }

  /** Posts the state to the callback, if there is one. The base state is the empty string. */
  void set(String state) throws IOException {
    if (stateChangeUrl.isEmpty()) {
      return;
    }
    JsonObject change = new JsonObject();
    change.addProperty("action", "setup");
    change.addProperty("state", state);
    change.add("params", new JsonObject());
    Jsoup.connect(stateChangeUrl.get().toString())
        .method(Connection.Method.POST)
        .header("Content-Type", "application/json")
        .requestBody(change.toString())
        .ignoreContentType(true)
        .execute();
  }

  /** Omits the secret key. */
  @Override
  public String toString() {
    return url.toString();
  }
}
