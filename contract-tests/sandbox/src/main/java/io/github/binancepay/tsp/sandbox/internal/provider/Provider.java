package io.github.binancepay.tsp.sandbox.internal.provider;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** State of the provider's side, one object for each subject. */
public final class Provider {
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

  // Each search takes a CPU for some 30 ms. A flood of wrong signatures must not take all of them.
  private static final int PARALLEL_SEARCHES = 4;

  private final Settings settings;
  private final ApiKeys apiKeys;
  private final Merchants merchants = new Merchants();
  private final NonceMemory nonces;
  private final AuthorizationStore authorizations;
  private final WebhookKeys webhookKeys;
  private volatile Duration clockAhead = Duration.ZERO;
  private final Semaphore searches = new Semaphore(PARALLEL_SEARCHES);

  /** Creates a provider without merchants. The receiver of their actions must not block. */
  public Provider(
      Settings settings,
      ApiKeys apiKeys,
      WebhookKeys webhookKeys,
      Consumer<String> log,
      BiConsumer<MerchantAction, StoredAuthorization> onAction) {
    this.settings = settings;
    this.apiKeys = apiKeys;
    this.webhookKeys = webhookKeys;
    // A timestamp may be one window ahead, and is then valid for two. The third is for a thread
    // that read the clock before another one, which is here first.
    this.nonces = new NonceMemory(3 * settings.window().toMillis(), settings.maxNonces());
    this.authorizations = new AuthorizationStore(settings.maxAuthorizations(), log, onAction);
  }

  public Settings settings() {
    return settings;
  }

  public ApiKeys apiKeys() {
    return apiKeys;
  }

  public Merchants merchants() {
    return merchants;
  }

  public AuthorizationStore authorizations() {
    return authorizations;
  }

  public WebhookKeys webhookKeys() {
    return webhookKeys;
  }

  /** {@return the time of the provider's clock} */
  public long nowMillis() {
    return settings.clock().millis() + clockAhead.toMillis();
  }

  /** Sets the provider's clock ahead, until the next reset. */
  public void setClockAhead(Duration ahead) {
    clockAhead = ahead;
  }

  NonceMemory nonces() {
    return nonces;
  }

  /** Limits the number of parallel searches for a mistake. */
  Semaphore searches() {
    return searches;
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
    clockAhead = Duration.ZERO;
  }
}
