package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.sandbox.HtmlPage.escape;
import static io.github.binancepay.tsp.sandbox.HtmlPage.visible;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A form that signs and sends each operation, and what became of the last call, in HTML. */
final class CallForm {
  /** A way to write a call. */
  private record Code(String id, String name, String text) {}

  private final SandboxState state;
  private final LiveSections sections;
  private CodeSamples samples;

  CallForm(SandboxState state, LiveSections sections) {
    this.state = state;
    this.sections = sections;
  }

  // Which only those wait for who look at the console.
  private synchronized CodeSamples samples() {
    if (samples == null) {
      samples = CodeSamples.ofTheDocument();
    }
    return samples;
  }

  /** The document's example of the body. */
  String exampleBody(Operation operation) {
    return samples().bodies().getOrDefault(operation.operationId(), "{}");
  }

  String html(Optional<ConsoleCall.Result> last) {
    String chosen =
        last.map(result -> result.operation().operationId())
            .orElse(Operations.ALL.get(0).operationId());
    return """
        <fieldset class="tabs"><legend>Operation</legend>%s</fieldset>
        <div id="result">%s</div>"""
        .formatted(
            Operations.ALL.stream()
                .map(operation -> tab(operation, operation.operationId().equals(chosen), last))
                .collect(joining()),
            last.map(this::result).orElse(""));
  }

  private String tab(Operation operation, boolean chosen, Optional<ConsoleCall.Result> last) {
    Optional<ConsoleCall.Result> own = last.filter(result -> result.operation().equals(operation));
    String body = own.map(ConsoleCall.Result::body).orElseGet(() -> exampleBody(operation));
    SigningMistake mistake = own.map(ConsoleCall.Result::mistake).orElse(SigningMistake.NONE);
    return HtmlPage.tab(
        "operation",
        operation.operationId(),
        operation.operationId(),
        chosen,
        """
        <form method="post" action="%1$s#send">
        <p class="quiet"><code>POST %2$s</code></p>
        <label for="body-%3$s">Body</label>
        <textarea id="body-%3$s" name="body" rows="%4$d" spellcheck="false" autocomplete="off">
        %5$s</textarea>
        <div class="send"><label for="mistake-%3$s">Mistake on purpose</label>
        <select id="mistake-%3$s" name="mistake">%6$s</select>
        <button class="main">Sign and send</button></div>
        </form>"""
            .formatted(
                Console.path(operation),
                operation.path(),
                operation.operationId(),
                Math.min(12, body.lines().count() + 1),
                escape(body),
                SigningMistake.ALL.stream()
                    .map(each -> option(each, each.equals(mistake)))
                    .collect(joining())));
  }

  private static String option(SigningMistake mistake, boolean chosen) {
    return "<option value=\"%s\"%s>%s</option>"
        .formatted(mistake.name(), chosen ? " selected" : "", escape(mistake.label()));
  }

  private String result(ConsoleCall.Result result) {
    RequestList requests = sections.requestList();
    return result
            .logged()
            .map(
                one ->
                    """
                    <p class="verdict%s">%s%s</p>%s"""
                        .formatted(
                            RequestList.isSuccess(one) ? "" : " refused",
                            RequestList.verdict(one),
                            RequestList.isSuccess(one)
                                ? ""
                                : "<span class=\"why\">" + visible(requests.why(one)) + "</span>",
                            requests.exchange(one, "sent")))
            .orElseGet(
                () ->
                    "<p class=\"verdict refused\">%s.</p>"
                        .formatted(
                            escape(
                                result
                                    .failure()
                                    .orElse("Sent, but others have taken its place in the log"))))
        + code(result);
  }

  private String code(ConsoleCall.Result result) {
    List<Code> all = new ArrayList<>();
    if (result.body().indexOf('\0') < 0) {
      all.add(new Code("jar", "curl", curl(result)));
    }
    for (CodeSamples.Language language : samples().languages()) {
      if (language.canSay(result.body())
          && language.samples().containsKey(result.operation().operationId())) {
        String name = language.id().equals("curl") ? "curl, openssl" : language.name();
        String sample = language.sample(result.operation().operationId(), result.body());
        all.add(new Code(language.id(), name, sample));
      }
    }
    String mistake = result.mistake().equals(SigningMistake.NONE) ? "" : ", without the mistake";
    StringBuilder tabs = new StringBuilder();
    for (Code each : all) {
      String id = "code-" + each.id();
      tabs.append(
          HtmlPage.tab(
              "language",
              each.id(),
              each.name(),
              tabs.isEmpty(),
              "%s<pre id=\"%s\">%s</pre>"
                  .formatted(
                      HtmlPage.copyButton(each.name(), id),
                      id,
                      visible(each.text().stripTrailing()))));
    }
    return """
        <h3>The same call%s</h3>
        <fieldset class="tabs"><legend>Language</legend>%s</fieldset>
        <div class="block"><h3>Environment variables for all of these</h3>%s<pre id="environment">%s</pre></div>"""
        .formatted(
            mistake,
            tabs,
            HtmlPage.copyButton("Environment", "environment"),
            visible(environment()));
  }

  // The secret key is on no page.
  private String environment() {
    return """
        export BINANCE_PAY_BASE_URL=%s
        export BINANCE_PAY_API_KEY=%s
        # and BINANCE_PAY_SECRET_KEY, which the sandbox was started with"""
        .formatted(quoted(state.baseUrl()), quoted(state.firstApiKey()));
  }

  /** With the runnable jar, whose subcommand signs. */
  private String curl(ConsoleCall.Result result) {
    return """
        body=%s
        printf %%s "$body" | java -jar binance-pay-sandbox.jar sign |
          curl -sS -H @- -H 'Content-Type: application/json' --data-raw "$body" \\
            %s"""
        .formatted(quoted(result.body()), quoted(state.baseUrl() + result.operation().path()));
  }

  /** A text as a word of a shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
