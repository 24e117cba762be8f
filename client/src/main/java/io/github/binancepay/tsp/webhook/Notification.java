package io.github.binancepay.tsp.webhook;

import io.github.binancepay.tsp.internal.schema.LogText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A notification whose signature was verified. The same one may come more than once, and a later
 * one before an earlier one; {@code bizType}, {@code bizId} and {@code bizStatus} together tell
 * whether an event was processed before.
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
   * The kind: {@code TECH_PROVIDER} for the events of an authorization. The same webhook gets
   * others, such as {@code PAY}.
   *
   * @return the kind, as sent
   */
  public String bizType() {
    return bizType;
  }

  /**
   * What it is about, for {@code TECH_PROVIDER} the id of the authorization: the digits as they
   * were sent, or the text if it was one. It may exceed a {@code long}.
   *
   * @return the id
   */
  public String bizId() {
    return bizId;
  }

  /** {@return what happened, as sent; perhaps something that is not documented} */
  public String bizStatus() {
    return bizStatus;
  }

  /**
   * The details as text: the text that was sent, which holds JSON for the documented kinds; or the
   * JSON, if it was sent as such. For {@code TECH_PROVIDER} it holds the token, a secret.
   *
   * @return the details
   */
  public String data() {
    return data;
  }

  /**
   * {@return the event of an authorization; present if, and only if, the kind is {@code
   * TECH_PROVIDER}}
   */
  public Optional<AuthorizationEvent> authorization() {
    return Optional.ofNullable(authorization);
  }

  /** The kind and the id, and nothing of the data. */
  @Override
  public String toString() {
    return "Notification " + LogText.of(bizType) + " " + LogText.of(bizId);
  }
}
