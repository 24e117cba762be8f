package io.github.binancepay.tsp.sandbox.internal.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.binancepay.tsp.model.AuthorizationNotification;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Notification that is delivered to the webhook, with its attempts. */
public final class Delivery {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  // A number whose digits a JSON number and a string share.
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  /**
   * Data of a notification. In the generated model, the merchant's id is a number; here it may be a
   * string.
   */
  private record Data(
      String authorizationId,
      String authorizationToken,
      Object merchantId,
      String merchantName,
      List<String> scopes) {}

  /**
   * One attempt of a delivery.
   *
   * @param atMillis the time by the sandbox's clock
   * @param fault the fault in this attempt
   * @param response the start of the response's body
   * @param accepted whether the receiver accepted it
   * @param description outcome without anything that the receiver sent
   */
  public record Attempt(
      long atMillis,
      String url,
      List<Header> headers,
      Optional<DeliveryFault> fault,
      Optional<Integer> httpStatus,
      String response,
      boolean accepted,
      String description) {
    /** {@return the mistake of a receiver that accepted what it should reject; empty if none} */
    public Optional<String> warning() {
      return fault
          .filter(injected -> accepted)
          .map(
              injected ->
                  "your receiver accepted a notification with "
                      + switch (injected) {
                        case WRONG_SIGNATURE -> "a wrong signature";
                        case UNKNOWN_SERIAL -> "the signature of an unknown key";
                        default -> "a timestamp of an hour ago";
                      });
    }

    /** Omits headers and response. */
    @Override
    public String toString() {
      return fault.map(injected -> "with " + injected.pathName() + ", ").orElse("") + description;
    }
  }

  private final String event;
  private final String authorizationId;
  private final byte[] body;
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

  // Set by Webhook.
  volatile long number;
  volatile String outcome = "in flight";
  volatile Optional<DeliveryFault> fault = Optional.empty();

  private Delivery(String event, String authorizationId, byte[] body) {
    this.event = event;
    this.authorizationId = authorizationId;
    this.body = body;
  }

  /** Creates the notification of a merchant's action. */
  public static Delivery of(MerchantAction action, StoredAuthorization authorization) {
    String event = action.event().getValue();
    String merchantId = authorization.merchantId();
    Data data =
        new Data(
            authorization.id(),
            authorization.token(),
            NUMBER.matcher(merchantId).matches() ? Long.valueOf(merchantId) : merchantId,
            authorization.merchantName(),
            authorization.scopes());
    AuthorizationNotification notification =
        new AuthorizationNotification()
            .bizType("TECH_PROVIDER")
            .data(GSON.toJson(data))
            .bizIdStr(authorization.id())
            .bizId(new BigDecimal(authorization.id()))
            .bizStatus(event);
    return new Delivery(event, authorization.id(), GSON.toJson(notification).getBytes(UTF_8));
  }

  /** Creates a second delivery of the same event. */
  Delivery again() {
    return new Delivery(event, authorizationId, body);
  }

  public String event() {
    return event;
  }

  public String authorizationId() {
    return authorizationId;
  }

  public byte[] body() {
    return body;
  }

  /** {@return its number, counted from 1} */
  public long number() {
    return number;
  }

  public Optional<DeliveryFault> fault() {
    return fault;
  }

  boolean has(DeliveryFault wanted) {
    return fault.equals(Optional.of(wanted));
  }

  /** {@return the fault of the next attempt; only the first attempt has one} */
  Optional<DeliveryFault> faultOfAttempt() {
    return attempts.isEmpty() && !has(DeliveryFault.TWICE) && !has(DeliveryFault.OUT_OF_ORDER)
        ? fault
        : Optional.empty();
  }

  /** Adds an attempt, and returns its number. */
  int add(Attempt attempt) {
    attempts.add(attempt);
    return attempts.size();
  }

  public List<Attempt> attempts() {
    return attempts;
  }

  /** {@return the final outcome, or the current state} */
  public String outcome() {
    return outcome;
  }

  /** Omits the body, which has the token. */
  @Override
  public String toString() {
    return event + " of " + authorizationId;
  }
}
