package io.github.binancepay.tsp;

import io.github.binancepay.tsp.auth.PayloadSigner;
import io.github.binancepay.tsp.auth.RequestSigner;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API key and the secret key of a technical service provider. Immutable, and printed without
 * the secret key.
 *
 * <p>Both are made in the provider's merchant dashboard, which shows the secret key only once.
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
   * Credentials from two strings.
   *
   * @param apiKey the API key, sent in the header {@code BinancePay-Certificate-SN}
   * @param secretKey the secret key, which signs and is never sent
   * @return the credentials
   * @throws IllegalArgumentException if one of them is missing, blank, has white space around it,
   *     or cannot be right: an API key that is not printable ASCII, a secret key that the dashboard
   *     has masked with asterisks
   */
  public static ApiCredentials of(String apiKey, String secretKey) {
    checkApiKey(apiKey);
    checkPresent("secretKey", secretKey);
    if (secretKey.contains("***")) {
      throw new IllegalArgumentException(
          "secretKey is masked with asterisks; use the one that the dashboard showed when the key was made");
    }
    return new ApiCredentials(apiKey, new RequestSigner(secretKey));
  }

  /**
   * Credentials whose secret key is elsewhere, in an HSM or a key management service.
   *
   * @param apiKey the API key, sent in the header {@code BinancePay-Certificate-SN}
   * @param signer makes the HMAC of each request
   * @return the credentials
   * @throws IllegalArgumentException if one of them is missing, or the API key cannot be right, as
   *     in {@link #of of}
   */
  public static ApiCredentials withSigner(String apiKey, PayloadSigner signer) {
    checkApiKey(apiKey);
    if (signer == null) {
      throw new IllegalArgumentException("signer is missing; pass what makes the HMAC");
    }
    return new ApiCredentials(apiKey, new RequestSigner(signer));
  }

  /**
   * Reads the environment variables {@code BINANCE_PAY_API_KEY} and {@code BINANCE_PAY_SECRET_KEY}.
   *
   * @return the credentials
   * @throws IllegalStateException if one of them is not set
   * @throws IllegalArgumentException if one of them cannot be right, as in {@link #of of}
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

  /** The API key's first characters; nothing of the secret key. */
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
          name + " is missing or blank; both keys are made in the provider's merchant dashboard");
    }
    if (!value.equals(value.strip())) {
      throw new IllegalArgumentException(
          name + " has white space around it, perhaps a line end that was copied along; remove it");
    }
  }

  private static String variable(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException("The environment variable " + name + " is not set");
    }
    return value;
  }
}
