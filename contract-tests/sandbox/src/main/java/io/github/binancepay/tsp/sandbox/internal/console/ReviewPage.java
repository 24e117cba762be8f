package io.github.binancepay.tsp.sandbox.internal.console;

import io.github.binancepay.tsp.sandbox.internal.exchange.Redaction;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Page where a merchant agrees or rejects, in place of the provider's dashboard. */
record ReviewPage(Provider provider, Webhook webhook, Redaction redaction) {
  private static final String QUERY = CreateAuthorization.REVIEW_PARAMETER + "=";
  private static final HtmlTemplate TEMPLATE = new HtmlTemplate("review.html");

  /** Renders the page of the authorization that the query names. */
  String html(String query) {
    String id =
        Stream.of(query.split("&"))
            .filter(parameter -> parameter.startsWith(QUERY))
            .findFirst()
            .orElse(QUERY)
            .substring(QUERY.length());
    StoredAuthorization authorization = provider.authorizations().get(id);
    Map<String, String> values = new HashMap<>();
    values.put("requester", redaction.apiKey(authorization.requester()));
    values.put("merchantName", authorization.merchantName());
    values.put("merchantId", authorization.merchantId());
    values.put("scopes", String.join(", ", authorization.scopes()));
    values.put("ipWhitelist", String.join(", ", authorization.ipWhitelist()));
    values.put("id", authorization.id());
    values.put("status", authorization.status().name());
    if (authorization.status() == StoredAuthorization.Status.PENDING) {
      values.put("pending", "");
      webhook
          .url()
          .ifPresentOrElse(
              url -> values.put("webhookUrl", url.toString()), () -> values.put("noWebhook", ""));
    } else {
      values.put("decision", decision(authorization.status()));
      webhook.history().stream()
          .filter(delivery -> delivery.authorizationId().equals(authorization.id()))
          .findFirst()
          .ifPresent(
              delivery -> {
                values.put("event", delivery.event());
                values.put("outcome", delivery.outcome());
              });
    }
    return TEMPLATE.render(values);
  }

  private static String decision(StoredAuthorization.Status status) {
    return switch (status) {
      case PENDING -> "";
      case AUTHORIZED -> "You agreed.";
      case REJECTED -> "You rejected the request.";
      case DISABLED -> "The authorization is disabled.";
    };
  }
}
