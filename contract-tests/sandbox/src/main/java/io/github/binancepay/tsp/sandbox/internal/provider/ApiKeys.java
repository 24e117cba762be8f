package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.HeaderDoctor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Accepted API keys, each with the check of its signatures. */
public final class ApiKeys {
  /** API key that the documentation publishes. */
  public static final String PUBLISHED_API_KEY = "sandbox-api-key";

  /** Secret key of {@link #PUBLISHED_API_KEY}. */
  public static final String PUBLISHED_SECRET_KEY = "sandbox-secret-key";

  private final Map<String, SignatureCheck> checks = new LinkedHashMap<>();
  private volatile Optional<SignatureCheck> changed = Optional.empty();

  /** Accepts these secret keys by API key. */
  public ApiKeys(Map<String, String> secretKeys) {
    secretKeys.forEach((apiKey, secretKey) -> checks.put(apiKey, new SignatureCheck(secretKey)));
  }

  /** {@return the API key that was added first} */
  public String first() {
    return checks.keySet().iterator().next();
  }

  /** {@return the check of an API key's signatures; empty if the key is not known} */
  public Optional<SignatureCheck> check(String apiKey) {
    return Optional.ofNullable(checks.get(apiKey)).map(changed::orElse);
  }

  /** Replaces the secret key of each API key by a random one until the next reset. */
  public void changeSecretKeys() {
    changed = Optional.of(new SignatureCheck(UUID.randomUUID().toString()));
  }

  void reset() {
    changed = Optional.empty();
  }

  /** Describes the difference between an unknown API key and the accepted ones. */
  String unlike(String apiKey) {
    return HeaderDoctor.unknownApiKey(
        apiKey,
        checks.keySet(),
        key -> checks.values().stream().anyMatch(check -> check.isSecretKey(key)));
  }
}
