package io.github.binancepay.tsp.sandbox.internal.provider;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * State of the provider's side, one object for each subject.
 *
 * @param aheadMillis difference between the provider's clock and that of the settings
 * @param searches limits the number of parallel searches for a mistake
 */
public record Provider(
    Settings settings,
    ApiKeys apiKeys,
    WebhookKeys webhookKeys,
    Merchants merchants,
    NonceMemory nonces,
    AuthorizationStore authorizations,
    AtomicLong aheadMillis,
    Semaphore searches) {
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
  public record Settings(
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
        List.of(
            "CONVERT", "REFUND", "CHECKOUT", "PAYOUT", "REPORT", "INTERNAL_TRANSFER", "BALANCE");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Default values, for checks without a server. */
    public static final Settings DEFAULTS =
        new Settings(
            Clock.systemUTC(),
            Limits.WINDOW,
            Limits.FAIL_STATUS,
            Limits.NONCES,
            Limits.AUTHORIZATIONS,
            DEFAULT_SCOPES,
            Settings::randomId,
            "");

    /** {@return a random authorization id of 18 digits} */
    public static String randomId() {
      return Long.toString(RANDOM.nextLong(100_000_000_000_000_000L, 1_000_000_000_000_000_000L));
    }
  }

  // A search takes some 30 ms of CPU time. A flood of wrong signatures must not occupy the server.
  private static final int PARALLEL_SEARCHES = 4;

  /** Creates a provider without merchants. The listener for actions must not block. */
  public Provider(
      Settings settings,
      ApiKeys apiKeys,
      WebhookKeys webhookKeys,
      Consumer<String> log,
      BiConsumer<MerchantAction, StoredAuthorization> onAction) {
    this(
        settings,
        apiKeys,
        webhookKeys,
        new Merchants(),
        // A timestamp one window ahead is valid for two windows. The third one covers threads that
        // arrive in another order than they read the clock.
        new NonceMemory(3 * settings.window().toMillis(), settings.maxNonces()),
        new AuthorizationStore(settings.maxAuthorizations(), log, onAction),
        new AtomicLong(),
        new Semaphore(PARALLEL_SEARCHES));
  }

  /** {@return the time of the provider's clock} */
  public long nowMillis() {
    return settings.clock().millis() + aheadMillis.get();
  }

  /** Sets the provider's clock ahead, until the next reset. */
  public void setClockAhead(Duration ahead) {
    aheadMillis.set(ahead.toMillis());
  }

  /** Responds as the merchant id triggers, or as usual. */
  ProviderResponse respond(
      Optional<String> merchantId, boolean creates, Supplier<ProviderResponse.Sent> usual) {
    Optional<Triggers.Trigger> trigger =
        merchantId
            .flatMap(merchants::trigger)
            .filter(matching -> creates || !matching.onlyOnCreate());
    return trigger.isPresent()
        ? trigger.get().effect().respond(merchantId.get(), usual, settings.failStatus())
        : usual.get();
  }

  /**
   * Carries out an action of a merchant.
   *
   * @param newScopes the scopes of a change; empty to keep them
   * @throws java.util.NoSuchElementException if there is no such authorization
   * @throws IllegalStateException if its status does not allow the action
   * @throws IllegalArgumentException if a scope is not allowed
   */
  public StoredAuthorization act(
      MerchantAction action, String authorizationId, List<String> newScopes) {
    if (!settings.scopes().containsAll(newScopes)) {
      throw new IllegalArgumentException(
          "A scope is not allowed; these are: " + String.join(", ", settings.scopes()));
    }
    return authorizations.act(action, authorizationId, newScopes);
  }

  /** Forgets authorizations, nonces and the provider state of a verifier. */
  public void reset() {
    authorizations.clear();
    nonces.clear();
    merchants.reset();
    apiKeys.reset();
    aheadMillis.set(0);
  }
}
