package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.sandbox.HtmlPage.escape;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;

/** The authorizations and deliveries of a sandbox, at a glance. */
final class ConsolePage {
  private static final int MAX_AUTHORIZATIONS = 100;
  private static final int MAX_FAULTS = 10;

  private ConsolePage() {}

  static String html(SandboxState state) {
    List<StoredAuthorization> authorizations = state.authorizations().newestFirst();
    List<Delivery> deliveries = state.webhook().history();
    return HtmlPage.of(
        "Sandbox console",
        """
        <p class="quiet">%s <a href="%s">Reload</a></p>
        <h2>Authorizations (%d)</h2>
        %s
        <h2>Deliveries</h2>
        %s
        <h2>What goes wrong with the next delivery</h2>
        <p class="quiet">%s</p>
        <div class="actions">%s</div>
        <h2>Webhook key</h2>
        %s
        """
            .formatted(
                state
                    .webhook()
                    .url()
                    .map(url -> "Notifications go to " + escape(url.toString()) + ".")
                    .orElse("No webhook URL: notifications are not sent."),
                Console.PATH,
                authorizations.size(),
                authorizations(authorizations, state.scopes()),
                deliveries.isEmpty()
                    ? "<p>None yet.</p>"
                    : deliveries.stream().map(ConsolePage::delivery).collect(joining()),
                waiting(state.webhook().faults()),
                Arrays.stream(DeliveryFault.values())
                    .map(fault -> HtmlPage.button(Console.path(fault), fault.pathName(), false))
                    .collect(joining()),
                HtmlPage.button(Console.ROTATE_PATH, "Rotate", false)));
  }

  private static String waiting(List<DeliveryFault> faults) {
    return faults.isEmpty()
        ? "Nothing."
        : faults.stream()
            .limit(MAX_FAULTS)
            .map(DeliveryFault::pathName)
            .collect(joining(", ", "Waiting: ", faults.size() > MAX_FAULTS ? " and more." : "."));
  }

  private static String authorizations(List<StoredAuthorization> all, List<String> scopes) {
    if (all.isEmpty()) {
      return "<p>None yet.</p>";
    }
    String more =
        all.size() > MAX_AUTHORIZATIONS
            ? "<p>The newest " + MAX_AUTHORIZATIONS + " are shown.</p>"
            : "";
    return all.stream()
        .limit(MAX_AUTHORIZATIONS)
        .map(one -> authorization(one, scopes))
        .collect(joining("", "", more));
  }

  private static String authorization(StoredAuthorization authorization, List<String> scopes) {
    String buttons =
        Arrays.stream(MerchantAction.values())
            .filter(action -> action.from() == authorization.status())
            .map(action -> form(action, authorization, scopes))
            .collect(joining());
    return """
        <article class="card">
        <h3>%s</h3>
        %s
        <div class="actions">%s</div>
        </article>
        """
        .formatted(
            HtmlPage.name(authorization.merchantName()),
            ReviewPage.details(authorization),
            buttons);
  }

  private static String form(
      MerchantAction action, StoredAuthorization authorization, List<String> scopes) {
    String path = Console.path(authorization.id(), action);
    if (action != MerchantAction.CHANGE) {
      return HtmlPage.button(path, action.label(), action == MerchantAction.AGREE);
    }
    return """
        <details><summary>Change</summary>
        <form method="post" action="%s"><fieldset><legend>New scopes</legend>%s</fieldset>
        <button>Change</button></form></details>
        """
        .formatted(
            path,
            scopes.stream()
                .map(scope -> checkbox(scope, authorization.scopes().contains(scope)))
                .collect(joining()));
  }

  private static String checkbox(String scope, boolean checked) {
    return """
        <label><input type="checkbox" name="scope" value="%1$s"%2$s> %1$s</label>
        """
        .formatted(escape(scope), checked ? " checked" : "");
  }

  private static String delivery(Delivery delivery) {
    return """
        <article class="card">
        <h3>%s</h3>
        <p class="quiet">%s: %s</p>
        <ol>%s</ol>
        </article>
        """
        .formatted(
            escape(delivery.event),
            escape(delivery.authorizationId),
            escape(delivery.outcome()),
            delivery.attempts().stream()
                .map(attempt -> "<li>" + escape(attempt) + "</li>")
                .collect(joining()));
  }
}
