package io.github.binancepay.tsp.sandbox.internal.console;

import io.github.binancepay.tsp.sandbox.internal.exchange.Redaction;
import io.github.binancepay.tsp.sandbox.internal.provider.CreateAuthorization;
import io.github.binancepay.tsp.sandbox.internal.provider.Provider;
import io.github.binancepay.tsp.sandbox.internal.provider.StoredAuthorization;
import io.github.binancepay.tsp.sandbox.internal.webhook.Delivery;
import io.github.binancepay.tsp.sandbox.internal.webhook.Webhook;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/** Page where a merchant agrees or rejects, in place of the provider's dashboard. */
final class ReviewPage {
  private static final String QUERY = CreateAuthorization.REVIEW_PARAMETER + "=";

  private final Provider provider;
  private final Webhook webhook;
  private final Redaction redaction;
  private final HtmlTemplate template = new HtmlTemplate("review.html");

  ReviewPage(Provider provider, Webhook webhook, Redaction redaction) {
    this.provider = provider;
    this.webhook = webhook;
    this.redaction = redaction;
  }

  /** Renders the page of the authorization that the query names. */
  String html(String query) {
    return html(
        Stream.of(query.split("&"))
            .filter(parameter -> parameter.startsWith(QUERY))
            .findFirst()
            .flatMap(
                parameter -> provider.authorizations().find(parameter.substring(QUERY.length())))
            .orElseThrow(
                () -> new NoSuchElementException("There is no authorization with this id")));
  }

  private String html(StoredAuthorization authorization) {
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
      Optional<Delivery> last =
          webhook.history().stream()
              .filter(one -> one.authorizationId().equals(authorization.id()))
              .findFirst();
      last.ifPresent(
          delivery -> {
            values.put("event", delivery.event());
            values.put("outcome", delivery.outcome());
          });
    }
    return template.render(values);
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
