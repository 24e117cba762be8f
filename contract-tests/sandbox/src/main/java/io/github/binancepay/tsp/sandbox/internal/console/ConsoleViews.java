package io.github.binancepay.tsp.sandbox.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.exchange.Redaction;
import io.github.binancepay.tsp.sandbox.internal.provider.ApiKeys;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import io.github.binancepay.tsp.sandbox.internal.webhook.Delivery;
import io.github.binancepay.tsp.sandbox.internal.webhook.Delivery.Attempt;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** State of the sandbox as JSON members, without secrets. */
record ConsoleViews(Provider provider, Webhook webhook, Redaction redaction) {
  Map<String, Object> authorizations() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("total", provider.authorizations().size());
    view.put(
        "authorizations",
        provider.authorizations().newest(Limits.LISTED_AUTHORIZATIONS).stream()
            .map(ConsoleViews::authorization)
            .toList());
    return view;
  }

  /** Omits the token. */
  private static Map<String, Object> authorization(StoredAuthorization one) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("authorizationId", one.id());
    view.put("merchantId", one.merchantId());
    view.put("merchantName", one.merchantName());
    view.put("status", one.status());
    view.put("scopes", one.scopes());
    view.put("ipWhitelist", one.ipWhitelist());
    view.put("review", CreateAuthorization.reviewPath(one.id()));
    view.put(
        "actions",
        Stream.of(MerchantAction.values())
            .filter(action -> action.from() == one.status())
            .map(MerchantAction::pathName)
            .toList());
    return view;
  }

  Map<String, Object> deliveries() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("webhookUrl", webhook.url().map(url -> redaction.target(url.toString())).orElse(null));
    view.put("pendingFaults", webhook.faults().stream().map(DeliveryFault::pathName).toList());
    view.put("deliveries", webhook.history().stream().map(this::delivery).toList());
    return view;
  }

  private Map<String, Object> delivery(Delivery one) {
    List<Attempt> attempts = List.copyOf(one.attempts());
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("number", one.number());
    view.put("event", one.event());
    view.put("authorizationId", one.authorizationId());
    view.put("outcome", one.outcome());
    view.put("fault", one.fault().map(DeliveryFault::pathName).orElse(null));
    view.put(
        "warning",
        attempts.stream().map(Attempt::warning).flatMap(Optional::stream).findFirst().orElse(null));
    view.put("payload", redaction.body(new String(one.body(), UTF_8)));
    view.put("attempts", attempts.stream().map(this::attempt).toList());
    return view;
  }

  private Map<String, Object> attempt(Attempt one) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("time", Instant.ofEpochMilli(one.atMillis()).toString());
    view.put("url", redaction.target(one.url()));
    view.put("headers", redaction.headers(one.headers()));
    view.put("httpStatus", one.httpStatus().orElse(null));
    view.put("response", redaction.body(one.response()));
    view.put("accepted", one.accepted());
    view.put("outcome", one.toString());
    return view;
  }

  Map<String, Object> settings() {
    ApiKeys keys = provider.apiKeys();
    boolean published =
        keys.first().equals(ApiKeys.PUBLISHED_API_KEY)
            && keys.check(keys.first())
                .filter(check -> check.isSecretKey(ApiKeys.PUBLISHED_SECRET_KEY))
                .isPresent();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("baseUrl", provider.settings().baseUrl());
    view.put("apiKey", redaction.text(keys.first()));
    // Whether the documentation publishes the keys.
    view.put("published", published);
    view.put("scopes", provider.settings().scopes());
    view.put(
        "webhookKeys", provider.webhookKeys().made().stream().map(WebhookKey::serial).toList());
    return view;
  }
}
