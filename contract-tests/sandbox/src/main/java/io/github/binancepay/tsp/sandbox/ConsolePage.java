package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.sandbox.HtmlPage.escape;

import java.util.Map;
import java.util.Optional;

/**
 * What happens in a sandbox, as it happens: requests, authorizations, deliveries; and a form for
 * requests. Only that it changes by itself needs JavaScript.
 */
final class ConsolePage {
  private static final String SCRIPT = HtmlPage.resource("console.js");

  /** The page runs its own script, which asks nobody but the sandbox. */
  static final Map<String, String> HEADERS =
      HtmlPage.headers("script-src 'sha256-" + HtmlPage.sha256(SCRIPT) + "'; connect-src 'self'; ");

  private final SandboxState state;
  private final LiveSections sections;
  private final CallForm form;

  ConsolePage(SandboxState state, LiveSections sections, CallForm form) {
    this.state = state;
    this.sections = sections;
    this.form = form;
  }

  /**
   * @param last a call that was just made
   */
  String html(Optional<ConsoleCall.Result> last) {
    LiveSections.Position position = sections.now();
    return HtmlPage.document(
        "Console",
        """
        <header class="top"><div>
        <h1>Binance Pay sandbox</h1>
        <p class="quiet"><code>%1$s</code> <span id="live" class="live-state">Live</span></p>
        </div>
        <nav aria-label="Sandbox"><a class="unscripted" href="/">Reload</a>
        <a href="/reference">Reference</a></nav></header>
        <main class="console" data-events="%2$s" data-position="%3$s">
        <div class="column">
        <section aria-labelledby="h-requests"><div class="head"><h2 id="h-requests">Requests</h2>
        <label class="quiet"><input type="checkbox" id="refused-only"> Refused only</label>
        <span class="quiet">UTC, the last %4$d</span></div>
        <div class="list scroll" id="requests">%5$s</div><p class="none">None yet.</p></section>
        <section aria-labelledby="h-authorizations">
        <div class="head"><h2 id="h-authorizations">Authorizations</h2></div>
        <div class="list scroll" id="authorizations">%6$s</div><p class="none">None yet.</p></section>
        <section aria-labelledby="h-deliveries"><div class="head">
        <h2 id="h-deliveries">Deliveries</h2></div>
        <div class="list scroll" id="deliveries" tabindex="0" role="group" \
        aria-labelledby="h-deliveries">%9$s</div><p class="none">None yet.</p></section>
        </div>
        <div class="column">
        <section aria-labelledby="h-send" id="send">
        <div class="head"><h2 id="h-send">Send a request</h2></div>
        <div class="card"><p class="quiet">The sandbox signs it with the API key \
        <code>%7$s</code>, and sends it to its own port.</p>%8$s</div></section>
        <section aria-labelledby="h-webhook"><div class="head"><h2 id="h-webhook">Webhook</h2></div>
        <div class="card" id="settings">%10$s</div></section>
        </div>
        </main>
        <p id="said" role="status"></p>
        <script>%11$s</script>
        """
            .formatted(
                escape(state.baseUrl()),
                Console.EVENTS_PATH,
                position,
                RequestLog.MAX_REQUESTS,
                sections.requests(),
                sections.authorizations(),
                escape(state.firstApiKey()),
                form.html(last),
                sections.deliveries(),
                sections.settings(),
                SCRIPT));
  }
}
