package io.github.binancepay.tsp.sandbox.internal.provider;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Registered merchants, and merchant ids that trigger a certain response. */
public final class Merchants {
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private volatile boolean triggers = true;

  // Deviations that a provider state of the pact causes, until the next reset. A merchant without
  // a name is unknown.
  private final Map<String, Optional<String>> namesInState = new ConcurrentHashMap<>();
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
    namesInState.put(merchantId, Optional.of(name));
  }

  /** Makes a merchant unknown until the next reset. */
  public void hideInState(String merchantId) {
    namesInState.put(merchantId, Optional.empty());
  }

  /** Switches triggers on until the next reset. */
  public void triggerInState() {
    triggersInState = true;
  }

  /** Forgets the deviations of a provider state. */
  void reset() {
    namesInState.clear();
    triggersInState = false;
  }

  /** {@return the name of a known merchant; the merchant id of a trigger is its name} */
  Optional<String> name(String merchantId) {
    Optional<String> inState = namesInState.get(merchantId);
    return inState != null
        ? inState
        : Optional.ofNullable(names.get(merchantId))
            .or(() -> trigger(merchantId).map(trigger -> merchantId));
  }

  /** {@return the trigger with this merchant id, if triggers are switched on} */
  Optional<Triggers.Trigger> trigger(String merchantId) {
    return triggers || triggersInState ? Triggers.of(merchantId) : Optional.empty();
  }
}
