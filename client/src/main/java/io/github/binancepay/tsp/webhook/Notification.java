package io.github.binancepay.tsp.webhook;

import io.github.binancepay.tsp.internal.schema.LogText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notification with a verified signature. Notifications may arrive more than once and out of order:
 * {@code bizType}, {@code bizId} and {@code bizStatus} together identify an event.
 *
 * @see <a href="https://developers.binance.com/docs/binance-pay/webhook-tech-service-provider">the
 *     provider's reference page</a>
 */
public final class Notification {
  private final String bizType;
  private final String bizId;
  private final String bizStatus;
  private final String data;
  private final @Nullable AuthorizationEvent authorization;

  Notification(
      String bizType,
      String bizId,
      String bizStatus,
      String data,
      @Nullable AuthorizationEvent authorization) {
    this.bizType = bizType;
    this.bizId = bizId;
    this.bizStatus = bizStatus;
    this.data = data;
    this.authorization = authorization;
  }

  /**
   * Returns the kind of event: {@code TECH_PROVIDER} for authorizations. The same webhook receives
   * other kinds, such as {@code PAY}, of which any part may be missing.
   *
   * @return the kind as sent; empty if it is missing
   */
  public String bizType() {
    return bizType;
  }

  /**
   * Returns the id, for {@code TECH_PROVIDER} that of the authorization: the digits as sent, or the
   * string if it was one. It may exceed a {@code long}.
   *
   * @return the id; empty if another kind has none
   */
  public String bizId() {
    return bizId;
  }

  /** {@return the event as sent, which may be undocumented; empty if another kind has none} */
  public String bizStatus() {
    return bizStatus;
  }

  /**
   * Returns the details: the string as sent, which contains JSON for the documented kinds, or the
   * JSON if it was not sent as a string. For {@code TECH_PROVIDER} it contains the token, a secret.
   *
   * @return the details; empty if another kind has none
   */
  public String data() {
    return data;
  }

  /** {@return the event of an authorization; empty for kinds other than {@code TECH_PROVIDER}} */
  public Optional<AuthorizationEvent> authorization() {
    return Optional.ofNullable(authorization);
  }

  /** Returns the kind and the id, without the data. */
  @Override
  public String toString() {
    return "Notification " + LogText.of(bizType) + " " + LogText.of(bizId);
  }
}
