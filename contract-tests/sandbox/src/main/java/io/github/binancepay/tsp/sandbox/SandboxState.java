package io.github.binancepay.tsp.sandbox;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
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
  private final Supplier<String> ids;
  private volatile boolean triggers;

  SandboxState(
      Clock clock, long windowMillis, int failStatus, int maxNonces, Supplier<String> ids) {
    this.clock = clock;
    this.windowMillis = windowMillis;
    this.failStatus = failStatus;
    this.ids = ids;
    // A timestamp may be one window ahead, and is then good for two. The third is for a thread that
    // read the clock before another one, which has got here first.
    this.nonces = new NonceMemory(3 * windowMillis, maxNonces);
  }

  void addApiKey(String apiKey, String secretKey) {
    apiKeys.put(apiKey, new SignatureCheck(secretKey));
  }

  /** Checks the signatures of an API key; empty if the key is not known. */
  Optional<SignatureCheck> signatureCheck(String apiKey) {
    return Optional.ofNullable(apiKeys.get(apiKey));
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

  /** The response that the merchant id triggers; empty if it triggers none. */
  Optional<SandboxResponse> triggered(String merchantId, SandboxResponse usual) {
    return trigger(merchantId)
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

  boolean isWithinWindow(long timestamp, long now) {
    return Math.abs(timestamp - now) <= windowMillis;
  }

  NonceMemory.Result remember(SandboxRequest request) {
    return nonces.remember(
        request.header(TransportChecks.API_KEY) + " " + request.header(TransportChecks.NONCE),
        request.receivedAtMillis);
  }

  /** An id that nobody can guess, and that says nothing of another. */
  String newId() {
    return ids.get();
  }
}
