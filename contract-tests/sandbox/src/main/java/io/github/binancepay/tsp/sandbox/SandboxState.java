package io.github.binancepay.tsp.sandbox;

import io.github.binancepay.tsp.model.Authorization;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What a sandbox knows. */
final class SandboxState {
  private final Map<String, SignatureCheck> apiKeys = new ConcurrentHashMap<>();
  private final Map<String, String> merchants = new ConcurrentHashMap<>();
  private final Clock clock;
  private final long windowMillis;
  private final int failStatus;
  private final NonceMemory nonces;
  private volatile boolean triggers;

  SandboxState(Clock clock, long windowMillis, int failStatus) {
    this.clock = clock;
    this.windowMillis = windowMillis;
    this.failStatus = failStatus;
    // A timestamp may be one window ahead, and is then good for two.
    this.nonces = new NonceMemory(2 * windowMillis);
  }

  void addApiKey(String apiKey, String secretKey) {
    apiKeys.put(apiKey, new SignatureCheck(secretKey));
  }

  boolean knowsApiKey(String apiKey) {
    return apiKeys.containsKey(apiKey);
  }

  SignatureCheck signatureCheck(String apiKey) {
    return apiKeys.get(apiKey);
  }

  void addMerchant(String merchantId, String name) {
    merchants.put(merchantId, name);
  }

  boolean knowsMerchant(String merchantId) {
    return merchants.containsKey(merchantId) || (triggers && Triggers.isTrigger(merchantId));
  }

  void triggers(boolean on) {
    triggers = on;
  }

  int failStatus() {
    return failStatus;
  }

  long nowMillis() {
    return clock.millis();
  }

  boolean isWithinWindow(long timestamp, long now) {
    return Math.abs(timestamp - now) <= windowMillis;
  }

  boolean isNewNonce(SandboxRequest request) {
    return nonces.isNew(
        request.header(Checks.API_KEY) + " " + request.header(Checks.NONCE), nowMillis());
  }

  /** Answers a request that has passed the checks. */
  Answer answer(SandboxRequest request) {
    Authorization authorization =
        newAuthorization(
            Checks.merchantId(request),
            Checks.texts(request, "scopes"),
            Checks.texts(request, "ipWhitelist"));
    Optional<Answer> triggered =
        triggers ? Triggers.answer(authorization, failStatus) : Optional.empty();
    return triggered.orElseGet(() -> Answer.created(authorization));
  }

  private Authorization newAuthorization(
      String merchantId, List<String> scopes, List<String> ipWhitelist) {
    String authorizationId = UUID.randomUUID().toString().replace("-", "");
    return new Authorization()
        .authorizationId(authorizationId)
        .merchantName(merchants.getOrDefault(merchantId, merchantId))
        .authorizationToken(UUID.randomUUID().toString().replace("-", ""))
        .merchantId(merchantId)
        .status("PENDING")
        .redirectUrl(
            "https://merchant.binance.com/en/dashboard/review-authorization?authId="
                + authorizationId)
        .scopes(scopes)
        .ipWhitelist(ipWhitelist);
  }
}
