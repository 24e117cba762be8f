package io.github.binancepay.tsp;

import io.github.binancepay.tsp.auth.PayloadSigner;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * API key and secret key of a technical service provider. Immutable; {@code toString()} hides the
 * secret key. Create both keys in the provider's merchant dashboard, which shows the secret key
 * only once.
 */
public final class ApiCredentials {
  private static final String API_KEY_VARIABLE = "BINANCE_PAY_API_KEY";
  private static final String SECRET_KEY_VARIABLE = "BINANCE_PAY_SECRET_KEY";

  private final String apiKey;
  private final RequestSigner signer;

  private ApiCredentials(String apiKey, RequestSigner signer) {
    this.apiKey = apiKey;
    this.signer = signer;
  }

  /**
   * Creates credentials from two strings.
   *
   * @param apiKey the API key, sent in the header {@code BinancePay-Certificate-SN}
   * @param secretKey the secret key, which signs and is never sent
   * @return the credentials
   * @throws IllegalArgumentException if a key is null, blank or has surrounding white space, if the
   *     API key is not printable ASCII, or if the dashboard masked the secret key with asterisks
   */
  public static ApiCredentials of(String apiKey, String secretKey) {
    checkApiKey(apiKey);
    checkPresent("secretKey", secretKey);
    if (secretKey.contains("***")) {
      throw new IllegalArgumentException(
          "secretKey is masked with asterisks; use the key that the dashboard showed when you created it");
    }
    return new ApiCredentials(apiKey, new RequestSigner(secretKey));
  }

  /**
   * Creates credentials for a secret key in an HSM or a key management service.
   *
   * @param apiKey the API key, sent in the header {@code BinancePay-Certificate-SN}
   * @param signer computes the HMAC of each request
   * @return the credentials
   * @throws IllegalArgumentException if the signer is null, or the API key is not valid as in
   *     {@link #of of}
   */
  public static ApiCredentials withSigner(String apiKey, PayloadSigner signer) {
    checkApiKey(apiKey);
    if (signer == null) {
      throw new IllegalArgumentException(
          "signer is null; pass a PayloadSigner that computes the HMAC");
    }
    return new ApiCredentials(apiKey, new RequestSigner(signer));
  }

  /**
   * Reads the environment variables {@code BINANCE_PAY_API_KEY} and {@code BINANCE_PAY_SECRET_KEY}.
   *
   * @return the credentials
   * @throws IllegalStateException if a variable is not set
   * @throws IllegalArgumentException if a value is not valid as in {@link #of of}
   */
  public static ApiCredentials fromEnvironment() {
    return from(System.getenv());
  }

  static ApiCredentials from(Map<String, String> environment) {
    return of(variable(environment, API_KEY_VARIABLE), variable(environment, SECRET_KEY_VARIABLE));
  }

  /** {@return the API key} */
  public String apiKey() {
    return apiKey;
  }

  RequestSigner signer() {
    return signer;
  }

  /** Returns the first characters of the API key, and nothing of the secret key. */
  @Override
  public String toString() {
    String shown = apiKey.length() < 12 ? "" : apiKey.substring(0, 4);
    return "ApiCredentials[apiKey=" + shown + "…, secretKey=…]";
  }

  private static void checkApiKey(String apiKey) {
    checkPresent("apiKey", apiKey);
    if (!apiKey.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "apiKey has a character that is not printable ASCII; copy it again");
    }
  }

  private static void checkPresent(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          name + " is null or blank; create both keys in the provider's merchant dashboard");
    }
    if (!value.equals(value.strip())) {
      throw new IllegalArgumentException(
          name + " has white space around it, perhaps a copied line end; remove it");
    }
  }

  private static String variable(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "The environment variable " + name + " is not set; set it to the key of the dashboard");
    }
    return value;
  }
}
