package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.sandbox.HtmlPage.escape;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;

/** Where notifications go, what goes wrong with the next one, and the keys, in HTML. */
final class WebhookSettings {
  private static final int MAX_FAULTS = 10;

  private WebhookSettings() {}

  static String html(SandboxState state) {
    return """
        <p id="webhook-url">%s</p>
        <div id="faults"><h3>What goes wrong with the next delivery</h3>
        <p class="quiet">%s</p>
        <div class="actions">%s</div></div>
        <div id="webhook-key"><h3>Signing key</h3>
        <p class="quiet">%s</p>
        <div class="actions">%s</div></div>"""
        .formatted(
            state
                .webhook()
                .url()
                .map(url -> "Notifications go to <code>" + escape(url.toString()) + "</code>.")
                .orElse("No webhook URL: notifications are not sent."),
            waiting(state.webhook().faults()),
            Arrays.stream(DeliveryFault.values())
                .map(fault -> HtmlPage.button(Console.path(fault), fault.pathName(), false))
                .collect(joining()),
            keys(state.webhookKeys().made()),
            HtmlPage.button(Console.ROTATE_PATH, "Rotate", false));
  }

  private static String waiting(List<DeliveryFault> faults) {
    return faults.isEmpty()
        ? "Nothing."
        : faults.stream()
            .limit(MAX_FAULTS)
            .map(DeliveryFault::pathName)
            .collect(joining(", ", "Waiting: ", faults.size() > MAX_FAULTS ? " and more." : "."));
  }

  private static String keys(List<WebhookKey> newestFirst) {
    return newestFirst.isEmpty()
        ? "It is made when it is needed."
        : newestFirst.stream()
            .map(key -> "<code>" + escape(key.serial()) + "</code>")
            .collect(joining(", before it "));
  }
}
