package io.github.binancepay.tsp.sandbox.internal.provider;

import io.github.binancepay.tsp.model.AuthorizationEventType;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization.Status;
import java.util.Locale;

/** Action of a merchant, with the status before and after it, and its event. */
public enum MerchantAction {
  AGREE(Status.PENDING, Status.AUTHORIZED, AuthorizationEventType.SUBMIT_AUTH_AGREE),
  REJECT(Status.PENDING, Status.REJECTED, AuthorizationEventType.SUBMIT_AUTH_REJECT),
  CHANGE(Status.AUTHORIZED, Status.AUTHORIZED, AuthorizationEventType.TP_AUTH_CHANGED),
  DISABLE(Status.AUTHORIZED, Status.DISABLED, AuthorizationEventType.TP_AUTH_DISABLED);

  private final Status from;
  private final Status to;
  private final AuthorizationEventType event;

  MerchantAction(Status from, Status to, AuthorizationEventType event) {
    this.from = from;
    this.to = to;
    this.event = event;
  }

  /** {@return the name in paths} */
  public String pathName() {
    return name().toLowerCase(Locale.ROOT);
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
