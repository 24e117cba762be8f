package io.github.binancepay.tsp.sandbox.internal.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.model.AuthorizationNotification;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Notification that is delivered to the webhook, with its attempts. */
public final class Delivery {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  // A long that reads the same as a number and as a string.
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final String event;
  private final String authorizationId;
  private final byte[] body;
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private volatile String outcome = "in flight";
  private volatile DeliveryFault fault;

  /** Counts from 1; set by {@link Webhook}. */
  private volatile long number;

  /** Deliveries that are sent after this one is settled; guarded by {@link Webhook}. */
  final List<Delivery> followers = new ArrayList<>();

  private Delivery(String event, String authorizationId, byte[] body) {
    this.event = event;
    this.authorizationId = authorizationId;
    this.body = body;
  }

  /** Creates the notification of a merchant's action. */
  public static Delivery of(MerchantAction action, StoredAuthorization authorization) {
    String event = action.event().getValue();
    AuthorizationNotification notification =
        new AuthorizationNotification()
            .bizType("TECH_PROVIDER")
            .data(GSON.toJson(data(authorization)))
            .bizIdStr(authorization.id())
            .bizId(new BigDecimal(authorization.id()))
            .bizStatus(event);
    return new Delivery(event, authorization.id(), GSON.toJson(notification).getBytes(UTF_8));
  }

  // The model has a number as the merchant's id, which not all ids are.
  private static JsonObject data(StoredAuthorization authorization) {
    JsonObject data = new JsonObject();
    data.addProperty("authorizationId", authorization.id());
    data.addProperty("authorizationToken", authorization.token());
    String merchantId = authorization.merchantId();
    if (NUMBER.matcher(merchantId).matches()) {
      data.addProperty("merchantId", Long.valueOf(merchantId));
    } else {
      data.addProperty("merchantId", merchantId);
    }
    data.addProperty("merchantName", authorization.merchantName());
    JsonArray scopes = new JsonArray();
    authorization.scopes().forEach(scopes::add);
    data.add("scopes", scopes);
    return data;
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

  public long number() {
    return number;
  }

  void number(long assigned) {
    number = assigned;
  }

  void fault(DeliveryFault injected) {
    fault = injected;
  }

  public Optional<DeliveryFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** The fault of the next attempt: only the first one has one. */
  Optional<DeliveryFault> faultOfAttempt() {
    return fault().filter(injected -> attempts.isEmpty() && isInFirstAttempt(injected));
  }

  /** {@return whether the fault is in the first attempt itself, which a receiver should reject} */
  static boolean isInFirstAttempt(DeliveryFault fault) {
    return fault != DeliveryFault.TWICE && fault != DeliveryFault.OUT_OF_ORDER;
  }

  /** Adds an attempt, and returns its number. */
  int add(Attempt attempt) {
    attempts.add(attempt);
    return attempts.size();
  }

  public List<Attempt> attempts() {
    return attempts;
  }

  void outcome(String now) {
    outcome = now;
  }

  /** {@return how it ended, or its state if it has not ended} */
  public String outcome() {
    return outcome;
  }

  /** Leaves the body out, which has the token. */
  @Override
  public String toString() {
    return event + " of " + authorizationId;
  }
}
