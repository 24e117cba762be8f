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
import java.util.Locale;

/** Action of a merchant, with the status before and after it, and its event. */
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
