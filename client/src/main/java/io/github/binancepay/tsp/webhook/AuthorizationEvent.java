package io.github.binancepay.tsp.webhook;

import io.github.binancepay.tsp.internal.schema.LogText;
import io.github.binancepay.tsp.model.AuthorizationEventType;
import io.github.binancepay.tsp.model.AuthorizationNotificationData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What happened to an authorization. It may be one that this program did not create: a merchant can
 * make one on the provider's dashboard.
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

  /** {@return what happened, as sent; perhaps something that is not documented} */
  public String type() {
    return type;
  }

  /** {@return what happened, of the documented four; empty if it is another} */
  public Optional<AuthorizationEventType> knownType() {
    return Arrays.stream(AuthorizationEventType.values())
        .filter(known -> known.getValue().equals(type))
        .findFirst();
  }

  /** {@return the id, as {@code createAuthorization} returned it} */
  public String authorizationId() {
    return data.getAuthorizationId();
  }

  /**
   * The token with which to act for the merchant: a secret. It is there whatever happened, after
   * {@code SUBMIT_AUTH_REJECT} too: only {@link #type()} tells whether the merchant has agreed.
   *
   * @return the token
   */
  public String authorizationToken() {
    return data.getAuthorizationToken();
  }

  /** {@return the merchant's id, as in the calls; a notification may have it as a number} */
  public String merchantId() {
    return merchantId;
  }

  /** {@return the merchant's name} */
  public String merchantName() {
    return data.getMerchantName();
  }

  /** {@return the scopes; empty if the event names no scopes, which it need not do} */
  public List<String> scopes() {
    return scopes;
  }

  /** What happened to which authorization, and not its token. */
  @Override
  public String toString() {
    return "AuthorizationEvent " + LogText.of(type) + " of " + LogText.of(authorizationId());
  }
}
