package io.github.binancepay.tsp.sandbox;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.ApiKeyDoctor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a sandbox knows. */
final class SandboxState {
  private final Map<String, SignatureCheck> apiKeys = new ConcurrentHashMap<>();
  private final Map<String, String> merchants = new ConcurrentHashMap<>();
  private final Clock clock;
  private final long windowMillis;
  private final int failStatus;
  private final NonceMemory nonces;
  private final List<String> scopes;
  private final Supplier<String> ids;
  private final AuthorizationStore authorizations;
  private final SearchBudget searches = new SearchBudget(System::nanoTime, NANOSECONDS::sleep);
  private final WebhookKeys webhookKeys;
  private final Webhook webhook;
  private final RequestLog requests = new RequestLog();
  private final Redaction redaction = new Redaction();
  private volatile boolean triggers;
  private volatile String firstApiKey;
  private volatile String baseUrl;

  SandboxState(
      Clock clock,
      long windowMillis,
      int failStatus,
      int maxNonces,
      List<String> scopes,
      Supplier<String> ids,
      AuthorizationStore authorizations,
      WebhookKeys webhookKeys,
      Webhook webhook) {
    this.clock = clock;
    this.windowMillis = windowMillis;
    this.failStatus = failStatus;
    this.scopes = scopes;
    this.ids = ids;
    this.authorizations = authorizations;
    this.webhookKeys = webhookKeys;
    this.webhook = webhook;
    // A timestamp may be one window ahead, and is then good for two. The third is for a thread that
    // read the clock before another one, which has got here first.
    this.nonces = new NonceMemory(3 * windowMillis, maxNonces);
  }

  void addApiKey(String apiKey, String secretKey) {
    apiKeys.put(apiKey, new SignatureCheck(secretKey));
    redaction.add(secretKey);
    firstApiKey = firstApiKey == null ? apiKey : firstApiKey;
  }

  /** The API key that the console signs with. */
  String firstApiKey() {
    return firstApiKey;
  }

  /** Checks the signatures of an API key; empty if the key is not known. */
  Optional<SignatureCheck> signatureCheck(String apiKey) {
    return Optional.ofNullable(apiKeys.get(apiKey));
  }

  /** How an API key that is not known differs from those that are. */
  String unlike(String apiKey) {
    return ApiKeyDoctor.unknown(
        apiKey,
        apiKeys.keySet(),
        key -> apiKeys.values().stream().anyMatch(check -> check.isSecretKey(key)));
  }

  /** The time there is to look for mistakes. */
  SearchBudget searches() {
    return searches;
  }

  void addMerchant(String merchantId, String name) {
    merchants.put(merchantId, name);
  }

  boolean knowsMerchant(String merchantId) {
    return merchants.containsKey(merchantId) || trigger(merchantId).isPresent();
  }

  /** The name of a merchant, or of a trigger. */
  String merchantName(String merchantId) {
    return merchants.getOrDefault(merchantId, merchantId);
  }

  void triggers(boolean on) {
    triggers = on;
  }

  /**
   * The response that the merchant id triggers; empty if it triggers none.
   *
   * @param create whether the operation is a create
   */
  Optional<SandboxResponse> triggered(
      String merchantId, Supplier<SandboxResponse> usual, boolean create) {
    return trigger(merchantId)
        .filter(trigger -> create || !trigger.onlyOnCreate())
        .map(trigger -> trigger.effect().respond(merchantId, usual, failStatus));
  }

  private Optional<Triggers.Trigger> trigger(String merchantId) {
    return triggers ? Triggers.of(merchantId) : Optional.empty();
  }

  int failStatus() {
    return failStatus;
  }

  long nowMillis() {
    return clock.millis();
  }

  long windowMillis() {
    return windowMillis;
  }

  boolean isWithinWindow(long timestamp, long now) {
    return Math.abs(timestamp - now) <= windowMillis;
  }

  NonceMemory.Result remember(SandboxRequest request) {
    return nonces.remember(
        request.header(TransportChecks.API_KEY) + " " + request.header(TransportChecks.NONCE),
        request.receivedAtMillis);
  }

  /** An id that nobody can guess, and that says nothing of another. */
  String newAuthorizationId() {
    return ids.get();
  }

  /** As random as an id: a token that follows from the id is known to who has seen the id. */
  String newToken() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** Those that may be asked for. */
  List<String> scopes() {
    return scopes;
  }

  AuthorizationStore authorizations() {
    return authorizations;
  }

  WebhookKeys webhookKeys() {
    return webhookKeys;
  }

  Webhook webhook() {
    return webhook;
  }

  /** The latest requests. */
  RequestLog requests() {
    return requests;
  }

  /** Takes secrets out of what the console shows. */
  Redaction redaction() {
    return redaction;
  }

  void baseUrl(String url) {
    baseUrl = url;
  }

  /** Where this machine reaches the sandbox. */
  String baseUrl() {
    return baseUrl;
  }

  /**
   * Does what a merchant wants.
   *
   * @param newScopes for a change; empty to leave them as they are
   * @throws java.util.NoSuchElementException if there is no such authorization
   * @throws IllegalStateException if its status does not allow it
   * @throws IllegalArgumentException if a scope is not allowed
   */
  StoredAuthorization act(MerchantAction action, String authorizationId, List<String> newScopes) {
    if (!scopes.containsAll(newScopes)) {
      throw new IllegalArgumentException(
          "A scope is not allowed; these are: " + String.join(", ", scopes));
    }
    return authorizations.act(action, authorizationId, newScopes);
  }
}
