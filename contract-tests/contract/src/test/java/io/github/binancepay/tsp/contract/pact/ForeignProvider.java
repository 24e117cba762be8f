package io.github.binancepay.tsp.contract.pact;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A provider that is not the sandbox of this build: a team's own gateway or mock, named on the
 * command line.
 *
 * @param url where it is, perhaps with a path before that of the API
 * @param merchantId a merchant that it knows
 * @param stateChangeUrl where a POST sets its provider states, if it has such a place
 */
record ForeignProvider(
    URI url, String apiKey, String secretKey, String merchantId, Optional<URI> stateChangeUrl) {
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
            parse("provider.url", url),
            required(properties, "provider.apiKey", environment, "BINANCE_PAY_API_KEY"),
            required(properties, "provider.secretKey", environment, "BINANCE_PAY_SECRET_KEY"),
            merchantId == null ? Interactions.MERCHANT_ID : merchantId,
            Optional.ofNullable(properties.apply("provider.stateChangeUrl"))
                .map(stateChangeUrl -> parse("provider.stateChangeUrl", stateChangeUrl))));
  }

  private static URI parse(String property, String url) {
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
        "-D"
            + property
            + " must be an http or https URL such as http://127.0.0.1:8080, but is: "
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

  /** Whether the provider can be brought into the state. */
  boolean canSet(String state) {
    return stateChangeUrl.isPresent() || Interactions.OF_ANY_PROVIDER.contains(state);
  }

  /** Brings the provider into the state, in Pact's way, if it has a place for that. */
  void set(String state) throws IOException, InterruptedException {
    if (stateChangeUrl.isEmpty()) {
      return;
    }
    JsonObject change = new JsonObject();
    change.addProperty("state", state);
    change.addProperty("action", "setup");
    HttpRequest request =
        HttpRequest.newBuilder(stateChangeUrl.get())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(change.toString()))
            .build();
    int status =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    if (status / 100 != 2) {
      throw new IOException(
          "-Dprovider.stateChangeUrl answered HTTP " + status + " to the state: " + state);
    }
  }

  /** Not the record's own, which would print the secret key. */
  @Override
  public String toString() {
    return url.toString();
  }
}
