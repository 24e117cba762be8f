package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Registered merchants, and merchant ids that trigger a certain response. */
public final class Merchants {
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private volatile boolean triggers = true;

  /** Registers a merchant. */
  public void add(String merchantId, String name) {
    names.put(merchantId, name);
  }

  /** Switches triggers on or off. */
  public void triggers(boolean on) {
    triggers = on;
  }

  boolean knows(String merchantId) {
    return names.containsKey(merchantId) || trigger(merchantId).isPresent();
  }

  /** The name of a merchant; the id of a trigger. */
  String name(String merchantId) {
    return names.getOrDefault(merchantId, merchantId);
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
    return triggers ? Triggers.of(merchantId) : Optional.empty();
  }
}
