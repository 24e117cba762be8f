package io.github.binancepay.tsp.sandbox.internal.provider;

import static io.github.binancepay.tsp.model.AuthorizationEventType.SUBMIT_AUTH_AGREE;
import static io.github.binancepay.tsp.model.AuthorizationEventType.SUBMIT_AUTH_REJECT;
import static io.github.binancepay.tsp.model.AuthorizationEventType.TP_AUTH_CHANGED;
import static io.github.binancepay.tsp.model.AuthorizationEventType.TP_AUTH_DISABLED;
import static io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization.Status.AUTHORIZED;
import static io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization.Status.DISABLED;
import static io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization.Status.PENDING;
import static io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization.Status.REJECTED;

import io.github.binancepay.tsp.model.AuthorizationEventType;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization.Status;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a merchant can do about an authorization, and what becomes of it. */
public enum MerchantAction {
  AGREE(PENDING, AUTHORIZED, SUBMIT_AUTH_AGREE),
  REJECT(PENDING, REJECTED, SUBMIT_AUTH_REJECT),
  CHANGE(AUTHORIZED, AUTHORIZED, TP_AUTH_CHANGED),
  DISABLE(AUTHORIZED, DISABLED, TP_AUTH_DISABLED);

  private final Status from;
  private final Status to;
  private final AuthorizationEventType event;

  MerchantAction(Status from, Status to, AuthorizationEventType event) {
    this.from = from;
    this.to = to;
    this.event = event;
  }

  public static Optional<MerchantAction> of(String pathName) {
    return Arrays.stream(values()).filter(action -> action.pathName().equals(pathName)).findFirst();
  }

  /** What it is called in paths. */
  public String pathName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is called on buttons. */
  String label() {
    return name().charAt(0) + pathName().substring(1);
  }

  public Status from() {
    return from;
  }

  public Status to() {
    return to;
  }

  public AuthorizationEventType event() {
    return event;
  }
}
