package io.github.binancepay.tsp.sandbox.internal.pact;

import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Provider states of the pact, which a verifier sets with Pact's state-change callback. */
final class ProviderStates {
  // A number, because that is the merchant id of a notification.
  private static final String MERCHANT_OF_NOTIFICATIONS = "1000135331248";

  private static final Map<String, Consumer<Provider>> STATES = states();

  private ProviderStates() {}

  private static Map<String, Consumer<Provider>> states() {
    Map<String, Consumer<Provider>> states = new LinkedHashMap<>();
    states.put("", provider -> {});
    states.put("merchant merchant1 is known", provider -> create(provider, "merchant1", 0));
    states.put(
        "merchant no-such-merchant is not known",
        provider -> provider.merchants().hideInState("no-such-merchant"));
    states.put(
        "merchant merchant1 has no authorizations", provider -> create(provider, "merchant1", 0));
    states.put(
        "merchant merchant1 has an authorization", provider -> create(provider, "merchant1", 1));
    states.put(
        "merchant merchant1 has 11 authorizations", provider -> create(provider, "merchant1", 11));
    states.put(
        "merchant " + MERCHANT_OF_NOTIFICATIONS + " has an authorization",
        provider -> create(provider, MERCHANT_OF_NOTIFICATIONS, 1));
    states.put(
        "merchant " + MERCHANT_OF_NOTIFICATIONS + " has agreed to an authorization",
        provider -> {
          create(provider, MERCHANT_OF_NOTIFICATIONS, 1);
          String created = provider.authorizations().newest(1).get(0).id();
          provider.act(MerchantAction.AGREE, created, List.of());
        });
    states.put(
        "the merchant ids that trigger a response are switched on",
        provider -> provider.merchants().triggerInState());
    states.put(
        "the secret key of sandbox-api-key was changed",
        provider -> provider.apiKeys().changeSecretKeys());
    states.put(
        "the provider's clock is one hour ahead",
        provider -> provider.setClockAhead(Duration.ofHours(1)));
    return states;
  }

  /**
   * Restores the base state, then sets a state.
   *
   * @param state the empty string for the base state
   * @throws IllegalArgumentException if the state is unknown
   */
  static void set(Provider provider, String state) {
    Consumer<Provider> change = STATES.get(state);
    if (change == null) {
      throw new IllegalArgumentException(
          "The provider state is unknown: \""
              + state.substring(0, Math.min(state.length(), 100))
              + "\". The states are: "
              + String.join("; ", STATES.keySet().stream().skip(1).toList()));
    }
    provider.reset();
    change.accept(provider);
  }

  private static void create(Provider provider, String merchantId, int count) {
    provider.merchants().addInState(merchantId, "Merchant One");
    List<String> scopes = provider.settings().scopes().subList(0, 1);
    for (int i = 0; i < count; i++) {
      CreateAuthorization.store(
          provider, provider.apiKeys().first(), merchantId, scopes, List.of("192.168.1.1"));
    }
  }
}
