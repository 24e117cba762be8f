package io.github.binancepay.tsp.webhook;

import io.github.binancepay.tsp.internal.schema.LogText;
import io.github.binancepay.tsp.model.AuthorizationEventType;
import io.github.binancepay.tsp.model.AuthorizationNotificationData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Event of an authorization. A merchant can also create an authorization in the provider's
 * dashboard, so that your program may not know it.
 *
 * @see <a href="https://developers.binance.com/docs/binance-pay/webhook-tech-service-provider">the
 *     provider's reference page</a>
 */
public final class AuthorizationEvent {
  private final String type;
  private final String merchantId;
  private final AuthorizationNotificationData data;
  private final List<String> scopes;

  AuthorizationEvent(String type, String merchantId, AuthorizationNotificationData data) {
    this.type = type;
    this.merchantId = merchantId;
    this.data = data;
    scopes = data.getScopes() == null ? List.of() : List.copyOf(data.getScopes());
  }

  /** {@return the event as sent, which may be undocumented} */
  public String type() {
    return type;
  }

  /** {@return the documented event; empty if it is another} */
  public Optional<AuthorizationEventType> knownType() {
    return Arrays.stream(AuthorizationEventType.values())
        .filter(known -> known.getValue().equals(type))
        .findFirst();
  }

  /** {@return the id that {@code createAuthorization} returned} */
  public String authorizationId() {
    return data.getAuthorizationId();
  }

  /**
   * Returns the token with which you act for the merchant: a secret. Every event has one, also a
   * {@code SUBMIT_AUTH_REJECT}; only {@link #type()} tells whether the merchant has agreed.
   *
   * @return the token
   */
  public String authorizationToken() {
    return data.getAuthorizationToken();
  }

  /** {@return the merchant's id as a string, although a notification may have a number} */
  public String merchantId() {
    return merchantId;
  }

  /** {@return the merchant's name} */
  public String merchantName() {
    return data.getMerchantName();
  }

  /** {@return the scopes; empty if the event names none} */
  public List<String> scopes() {
    return scopes;
  }

  /** Returns the event and the id, without the token. */
  @Override
  public String toString() {
    return "AuthorizationEvent " + LogText.of(type) + " of " + LogText.of(authorizationId());
  }
}
