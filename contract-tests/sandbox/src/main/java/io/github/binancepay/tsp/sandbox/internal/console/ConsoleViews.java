package io.github.binancepay.tsp.sandbox.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.exchange.Redaction;
import io.github.binancepay.tsp.sandbox.internal.provider.ApiKeys;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import io.github.binancepay.tsp.sandbox.internal.webhook.Attempt;
import io.github.binancepay.tsp.sandbox.internal.webhook.Delivery;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import io.github.binancepay.tsp.sandbox.webhook.DeliveryFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** State of the sandbox as JSON members, without secrets. */
final class ConsoleViews {
  private final Provider provider;
  private final Webhook webhook;
  private final Redaction redaction;

  ConsoleViews(Provider provider, Webhook webhook, Redaction redaction) {
    this.provider = provider;
    this.webhook = webhook;
    this.redaction = redaction;
  }

  /** JSON of the newest authorizations. */
  record Authorizations(int total, List<AuthorizationView> authorizations) {}

  /** JSON of an authorization, without the token. */
  record AuthorizationView(
      String authorizationId,
      String merchantId,
      String merchantName,
      String status,
      List<String> scopes,
      List<String> ipWhitelist,
      String review,
      List<String> actions) {
    static AuthorizationView of(StoredAuthorization one) {
      return new AuthorizationView(
          one.id(),
          one.merchantId(),
          one.merchantName(),
          one.status().name(),
          one.scopes(),
          one.ipWhitelist(),
          CreateAuthorization.reviewPath(one.id()),
          Stream.of(MerchantAction.values())
              .filter(action -> action.from() == one.status())
              .map(MerchantAction::pathName)
              .toList());
    }
  }

  Authorizations authorizations() {
    return new Authorizations(
        provider.authorizations().size(),
        provider.authorizations().newest(Limits.LISTED_AUTHORIZATIONS).stream()
            .map(AuthorizationView::of)
            .toList());
  }

  /** JSON of the latest deliveries. */
  record Deliveries(String webhookUrl, List<String> pendingFaults, List<DeliveryView> deliveries) {}

  /** JSON of a delivery. */
  record DeliveryView(
      long number,
      String event,
      String authorizationId,
      String outcome,
      String fault,
      String warning,
      String payload,
      List<AttemptView> attempts) {}

  /** JSON of an attempt. */
  record AttemptView(
      String time,
      String url,
      List<Header> headers,
      Integer httpStatus,
      String response,
      boolean accepted,
      String outcome) {}

  Deliveries deliveries() {
    return new Deliveries(
        webhook.url().map(url -> redaction.target(url.toString())).orElse(null),
        webhook.faults().stream().map(DeliveryFault::pathName).toList(),
        webhook.history().stream().map(this::delivery).toList());
  }

  private DeliveryView delivery(Delivery one) {
    List<Attempt> attempts = List.copyOf(one.attempts());
    return new DeliveryView(
        one.number(),
        one.event(),
        one.authorizationId(),
        one.outcome(),
        one.fault().map(DeliveryFault::pathName).orElse(null),
        attempts.stream().map(Attempt::warning).flatMap(Optional::stream).findFirst().orElse(null),
        redaction.body(new String(one.body(), UTF_8)),
        attempts.stream().map(this::attempt).toList());
  }

  private AttemptView attempt(Attempt one) {
    return new AttemptView(
        Instant.ofEpochMilli(one.atMillis()).toString(),
        redaction.target(one.url()),
        redaction.headers(one.headers()),
        one.httpStatus().orElse(null),
        redaction.body(one.response()),
        one.accepted(),
        one.toString());
  }

  /**
   * JSON of the settings that the page shows.
   *
   * @param published whether the keys are those of the documentation
   */
  record Settings(
      String baseUrl,
      String apiKey,
      boolean published,
      List<String> scopes,
      List<String> webhookKeys) {}

  Settings settings() {
    String apiKey = provider.apiKeys().first();
    return new Settings(
        provider.settings().baseUrl(),
        redaction.text(apiKey),
        apiKey.equals(ApiKeys.PUBLISHED_API_KEY)
            && provider
                .apiKeys()
                .check(apiKey)
                .filter(check -> check.isSecretKey(ApiKeys.PUBLISHED_SECRET_KEY))
                .isPresent(),
        provider.settings().scopes(),
        provider.webhookKeys().made().stream().map(WebhookKey::serial).toList());
  }
}
