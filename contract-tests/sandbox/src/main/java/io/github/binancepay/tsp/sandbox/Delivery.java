package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.model.AuthorizationNotification;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A notification on its way to the webhook, and what has become of it. */
final class Delivery {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  // What is a long and reads the same as a number and as text.
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  final String event;
  final String authorizationId;
  final byte[] body;

  /** Counts from 1; set once it is remembered. */
  long number;

  /** What is sent after this one is settled. */
  final List<Delivery> followers = new ArrayList<>();

  /** What goes wrong on purpose; null if nothing. */
  private DeliveryFault fault;

  private final List<String> attempts = new CopyOnWriteArrayList<>();
  private volatile String outcome = "on its way";

  private Delivery(String event, String authorizationId, byte[] body) {
    this.event = event;
    this.authorizationId = authorizationId;
    this.body = body;
  }

  static Delivery of(MerchantAction action, StoredAuthorization authorization) {
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

  // By hand, since the model knows the merchant's id as a number only, which not all of them are.
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

  /** The same event, to be sent a second time. */
  Delivery again() {
    return new Delivery(event, authorizationId, body);
  }

  void fault(DeliveryFault provoked) {
    fault = provoked;
  }

  boolean has(DeliveryFault provoked) {
    return fault == provoked;
  }

  /** The fault of the next attempt: only the first one has one. */
  Optional<DeliveryFault> faultOfAttempt() {
    return Optional.ofNullable(fault)
        .filter(provoked -> attempts.isEmpty() && provoked.isInFirstAttempt());
  }

  /** Notes how an attempt ended, and returns its number. */
  int note(String attempt) {
    attempts.add(attempt);
    return attempts.size();
  }

  List<String> attempts() {
    return attempts;
  }

  void end(String how) {
    outcome = how;
  }

  String outcome() {
    return outcome;
  }

  /** Leaves the body out, which has the token. */
  @Override
  public String toString() {
    return event + " of " + authorizationId;
  }
}
