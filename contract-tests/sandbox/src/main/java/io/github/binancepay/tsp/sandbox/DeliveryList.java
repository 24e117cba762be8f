package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.sandbox.HtmlPage.escape;
import static java.util.stream.Collectors.joining;

import java.util.List;

/** The deliveries of notifications in HTML, each with its attempts. */
final class DeliveryList {
  private DeliveryList() {}

  static String html(List<Delivery> newestFirst) {
    return newestFirst.stream().map(DeliveryList::delivery).collect(joining());
  }

  private static String delivery(Delivery delivery) {
    return """
        <article class="entry" id="d-%d"><h3>%s</h3>
        <p class="quiet">%s: %s</p>
        <ol>%s</ol></article>"""
        .formatted(
            delivery.number,
            escape(delivery.event),
            escape(delivery.authorizationId),
            escape(delivery.outcome()),
            delivery.attempts().stream()
                .map(attempt -> "<li>" + escape(attempt) + "</li>")
                .collect(joining()));
  }
}
