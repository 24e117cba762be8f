package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.sandbox.HtmlPage.escape;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.stream.Stream;

/** Where a merchant agrees or rejects: the stand-in for the page of the provider's dashboard. */
final class ReviewPage {
  static final String PATH = "/en/dashboard/review-authorization";
  private static final String QUERY = "authId=";

  private ReviewPage() {}

  static String path(String authorizationId) {
    return PATH + "?" + QUERY + authorizationId;
  }

  /** The id in a query; what is no such query has an id that nothing has. */
  static String authorizationId(String query) {
    return Stream.of(query.split("&"))
        .filter(parameter -> parameter.startsWith(QUERY))
        .map(parameter -> parameter.substring(QUERY.length()))
        .findFirst()
        .orElse("");
  }

  static String html(StoredAuthorization authorization) {
    return HtmlPage.of(
        "Review authorization",
        """
        <section class="card">
        <p>A technical service provider asks for permission to act for <strong>%s</strong>.</p>
        %s
        <p role="status"><strong>%s</strong></p>
        %s</section>
        <p class="quiet">This page of the sandbox stands in for the provider's dashboard.
        <a href="%s">All authorizations</a></p>
        """
            .formatted(
                HtmlPage.name(authorization.merchantName()),
                details(authorization),
                words(authorization.status()),
                buttons(authorization, "?then=review"),
                Console.HOME));
  }

  /** What was asked for. The token is left out, which is a secret. */
  static String details(StoredAuthorization authorization) {
    return """
        <dl>
        <dt>Merchant id</dt><dd>%s</dd>
        <dt>Scopes</dt><dd>%s</dd>
        <dt>IP addresses</dt><dd>%s</dd>
        <dt>Authorization</dt><dd>%s</dd>
        <dt>Status</dt><dd>%s</dd>
        </dl>
        """
        .formatted(
            HtmlPage.name(authorization.merchantId()),
            escape(String.join(", ", authorization.scopes())),
            escape(String.join(", ", authorization.ipWhitelist())),
            escape(authorization.id()),
            authorization.status());
  }

  private static String words(StoredAuthorization.Status status) {
    return switch (status) {
      case PENDING -> "Do you agree?";
      case AUTHORIZED -> "You have agreed.";
      case REJECTED -> "You have rejected.";
      case DISABLED -> "The authorization is disabled.";
    };
  }

  /** The two answers, while they are due. */
  private static String buttons(StoredAuthorization authorization, String query) {
    return Arrays.stream(new MerchantAction[] {MerchantAction.AGREE, MerchantAction.REJECT})
        .filter(action -> action.from() == authorization.status())
        .map(
            action ->
                HtmlPage.button(
                    Console.path(authorization.id(), action) + query,
                    action.label(),
                    action == MerchantAction.AGREE))
        .collect(joining("", "<div class=\"actions\">", "</div>"));
  }
}
