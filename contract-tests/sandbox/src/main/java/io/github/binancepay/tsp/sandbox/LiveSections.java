package io.github.binancepay.tsp.sandbox;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of the console that change by themselves, each with a version. Of the requests, the new
 * ones are sent; the other parts are sent whole.
 */
final class LiveSections {
  private static final Pattern POSITION =
      Pattern.compile("([0-9a-f]{8})\\.(\\d{1,18})\\.(\\d{1,18})\\.(\\d{1,18})\\.(\\d{1,18})");

  /**
   * What somebody has seen: the versions of the parts.
   *
   * @param run of which sandbox, since another one begins at 1 again
   */
  record Position(String run, long requests, long authorizations, long webhook, long keys) {
    static final Position NOTHING = new Position("", 0, 0, 0, 0);

    /** Reads one back; what is not one has seen nothing. */
    static Position parse(String text) {
      Matcher parts = POSITION.matcher(text);
      return parts.matches()
          ? new Position(
              parts.group(1),
              number(parts, 2),
              number(parts, 3),
              number(parts, 4),
              number(parts, 5))
          : NOTHING;
    }

    private static long number(Matcher parts, int group) {
      return Long.parseLong(parts.group(group));
    }

    @Override
    public String toString() {
      return String.join(
          ".",
          run,
          Long.toString(requests),
          Long.toString(authorizations),
          Long.toString(webhook),
          Long.toString(keys));
    }
  }

  /**
   * What has changed since a position.
   *
   * @param events as they are sent; empty if nothing has
   */
  record News(Position position, String events) {}

  /** A part that is put into words again only when it has changed: usually all ask for the same. */
  private static final class Part {
    private final LongFunction<String> html;
    private long since = -1;
    private long version = -1;
    private String text;

    /**
     * @param html the part, or what is new in it since a version
     */
    Part(LongFunction<String> html) {
      this.html = html;
    }

    synchronized String at(long newVersion, long newSince) {
      if (newVersion != version || newSince != since) {
        text = html.apply(newSince);
        version = newVersion;
        since = newSince;
      }
      return text;
    }
  }

  private final SandboxState state;
  private final String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  private final RequestList requestList;
  private final Part requests;
  private final Part authorizations;
  private final Part deliveries;

  LiveSections(SandboxState state) {
    this.state = state;
    this.requestList = new RequestList(run, state.redaction());
    this.requests = new Part(since -> requestList.html(state.requests().after(since)));
    this.authorizations = new Part(since -> AuthorizationList.html(state));
    this.deliveries = new Part(since -> DeliveryList.html(state.webhook().history()));
  }

  /** Read before what it is the position of, so that nothing is missed in between. */
  Position now() {
    return new Position(
        run,
        state.requests().last(),
        state.authorizations().version(),
        state.webhook().version(),
        state.webhookKeys().made().hashCode() & Long.MAX_VALUE);
  }

  String requests() {
    return requests.at(state.requests().last(), 0);
  }

  RequestList requestList() {
    return requestList;
  }

  String authorizations() {
    return authorizations.at(state.authorizations().version(), 0);
  }

  String deliveries() {
    return deliveries.at(state.webhook().version(), 0);
  }

  String settings() {
    return WebhookSettings.html(state);
  }

  /**
   * @param now a position that is not older; there may be more already, which comes again next time
   */
  News after(Position seen, Position now) {
    if (now.equals(seen)) {
      return new News(seen, "");
    }
    boolean same = seen.run().equals(run);
    Position from = same ? seen : new Position(run, 0, -1, -1, -1);
    StringBuilder events = new StringBuilder();
    if (!same) {
      event(events, now, "restart", "");
    }
    if (now.requests() != from.requests()) {
      event(events, now, "requests", requests.at(now.requests(), from.requests()));
    }
    if (now.authorizations() != from.authorizations()) {
      event(events, now, "authorizations", authorizations());
    }
    if (now.webhook() != from.webhook()) {
      event(events, now, "deliveries", deliveries());
    }
    if (now.webhook() != from.webhook() || now.keys() != from.keys()) {
      event(events, now, "settings", settings());
    }
    return new News(now, events.toString());
  }

  // A line feed ends a line of an event, and so would a carriage return.
  private static void event(StringBuilder events, Position position, String name, String html) {
    events
        .append("event: ")
        .append(name)
        .append("\nid: ")
        .append(position)
        .append("\ndata: ")
        .append(html.replace("\r", "&#13;").replace("\n", "\ndata: "))
        .append("\n\n");
  }
}
