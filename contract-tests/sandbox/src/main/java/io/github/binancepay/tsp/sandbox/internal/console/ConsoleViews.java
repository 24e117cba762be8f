package io.github.binancepay.tsp.sandbox.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.sandbox.internal.provider.ApiKeys;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.Limits;
import io.github.binancepay.tsp.sandbox.internal.provider.MerchantAction;
import io.github.binancepay.tsp.sandbox.internal.provider.Operations;
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
  private final RequestLog log;
  private final Redaction redaction;
  private final String started;
  // The document's example bodies and its calls with curl, by operation.
  private final JsonObject bodies;
  private final JsonObject curl;

  ConsoleViews(Provider provider, Webhook webhook, RequestLog log, Redaction redaction) {
    this.provider = provider;
    this.webhook = webhook;
    this.log = log;
    this.redaction = redaction;
    this.started = Instant.now().toString();
    JsonObject samples =
        JsonParser.parseString(
                HtmlTemplate.resource("/io/github/binancepay/tsp/openapi/samples.json"))
            .getAsJsonObject();
    this.bodies = samples.getAsJsonObject("bodies");
    this.curl =
        samples.getAsJsonArray("languages").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .filter(language -> language.get("id").getAsString().equals("curl"))
            .findFirst()
            .orElseThrow()
            .getAsJsonObject("samples");
  }

  /** The document's example of an operation's body. */
  String example(String operationId) {
    return bodies.has(operationId) ? bodies.get(operationId).getAsString() : "{}";
  }

  /** JSON of the latest requests; {@code first} and {@code last} are numbers. */
  record Requests(String started, long first, long last, List<LoggedRequest.View> requests) {}

  Requests requests(long after) {
    return new Requests(
        started,
        log.first(),
        log.last(),
        log.after(after).stream().map(one -> one.view(redaction)).toList());
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

  /** JSON of what stays the same while the sandbox runs, for the page. */
  record Settings(
      String baseUrl,
      String apiKey,
      boolean published,
      List<String> scopes,
      List<OperationView> operations,
      List<Choice> mistakes,
      List<Choice> faults,
      List<String> webhookKeys) {}

  /** JSON of an operation; <code>{{body}}</code> in {@code curl} stands for the body. */
  record OperationView(String operationId, String path, String body, String curl) {}

  /** JSON of a mistake or a fault. */
  record Choice(String name, String description) {}

  Settings settings() {
    String apiKey = provider.apiKeys().first();
    boolean published =
        apiKey.equals(ApiKeys.PUBLISHED_API_KEY)
            && provider
                .apiKeys()
                .check(apiKey)
                .filter(check -> check.isSecretKey(ApiKeys.PUBLISHED_SECRET_KEY))
                .isPresent();
    return new Settings(
        provider.settings().baseUrl(),
        redaction.text(apiKey),
        published,
        provider.settings().scopes(),
        Operations.ALL.stream()
            .map(
                one ->
                    new OperationView(
                        one.operationId(),
                        one.path(),
                        example(one.operationId()),
                        curl.get(one.operationId()).getAsString()))
            .toList(),
        SigningMistake.ALL.stream().map(one -> new Choice(one.name(), one.label())).toList(),
        Stream.of(DeliveryFault.values())
            .map(one -> new Choice(one.pathName(), one.description()))
            .toList(),
        provider.webhookKeys().made().stream().map(WebhookKey::serial).toList());
  }
}
