package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Registered merchants, and merchant ids that trigger a certain response. */
public final class Merchants {
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private volatile boolean triggers = true;

  // Deviations that a provider state of the pact causes, until the next reset.
  private final Map<String, String> namesInState = new ConcurrentHashMap<>();
  private volatile String hiddenInState = "";
  private volatile boolean triggersInState;

  /** Registers a merchant. */
  public void add(String merchantId, String name) {
    names.put(merchantId, name);
  }

  /** Switches triggers on or off. */
  public void triggers(boolean on) {
    triggers = on;
  }

  /** Registers a merchant until the next reset. */
  public void addInState(String merchantId, String name) {
    namesInState.put(merchantId, name);
  }

  /** Makes a merchant unknown until the next reset. */
  public void hideInState(String merchantId) {
    hiddenInState = merchantId;
  }

  /** Switches triggers on until the next reset. */
  public void triggerInState() {
    triggersInState = true;
  }

  /** Forgets the deviations of a provider state. */
  void reset() {
    namesInState.clear();
    hiddenInState = "";
    triggersInState = false;
  }

  boolean knows(String merchantId) {
    return !merchantId.equals(hiddenInState)
        && (names.containsKey(merchantId)
            || namesInState.containsKey(merchantId)
            || trigger(merchantId).isPresent());
  }

  /** The name of a merchant; the id of a trigger. */
  String name(String merchantId) {
    return names.getOrDefault(merchantId, namesInState.getOrDefault(merchantId, merchantId));
  }

  /** Responds to a create: as the merchant id triggers, or as usual. */
  ProviderResponse respondToCreate(String merchantId, int failStatus, Supplier<Envelope> usual) {
    return trigger(merchantId)
        .map(trigger -> trigger.effect().respond(merchantId, usual, failStatus))
        .orElseGet(usual);
  }

  /** Responds to a query: as the merchant id triggers, or as usual. */
  ProviderResponse respondToQuery(
      Optional<String> merchantId, int failStatus, Supplier<Envelope> usual) {
    return merchantId
        .flatMap(this::trigger)
        .filter(trigger -> !trigger.onlyOnCreate())
        .map(trigger -> trigger.effect().respond(merchantId.get(), usual, failStatus))
        .orElseGet(usual);
  }

  private Optional<Triggers.Trigger> trigger(String merchantId) {
    return triggers || triggersInState ? Triggers.of(merchantId) : Optional.empty();
  }
}
