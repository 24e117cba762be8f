package io.github.binancepay.tsp.sandbox.internal.provider;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Settings that stay the same while a sandbox runs.
 *
 * @param window accepted difference between a timestamp and the clock
 * @param failStatus HTTP status of failures
 * @param maxNonces maximum number of nonces that are remembered
 * @param maxAuthorizations maximum number of authorizations that are kept
 * @param scopes scopes that a request may ask for
 * @param ids source of authorization ids
 * @param baseUrl URL that reaches the sandbox from this machine
 */
public record ProviderSettings(
    Clock clock,
    Duration window,
    int failStatus,
    int maxNonces,
    int maxAuthorizations,
    List<String> scopes,
    Supplier<String> ids,
    String baseUrl) {
  /** Scopes of the provider's sample response. */
  public static final List<String> DEFAULT_SCOPES =
      List.of("CONVERT", "REFUND", "CHECKOUT", "PAYOUT", "REPORT", "INTERNAL_TRANSFER", "BALANCE");

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Default values, for checks without a server. */
  public static final ProviderSettings DEFAULTS =
      new ProviderSettings(
          Clock.systemUTC(),
          Limits.WINDOW,
          Limits.FAIL_STATUS,
          Limits.NONCES,
          Limits.AUTHORIZATIONS,
          DEFAULT_SCOPES,
          ProviderSettings::randomId,
          "");

  /** {@return a random authorization id of 18 digits} */
  public static String randomId() {
    return Long.toString(RANDOM.nextLong(100_000_000_000_000_000L, 1_000_000_000_000_000_000L));
  }
}
