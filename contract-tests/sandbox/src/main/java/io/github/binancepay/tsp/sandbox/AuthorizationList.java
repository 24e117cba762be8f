package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.sandbox.HtmlPage.escape;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The authorizations in HTML, each with what a merchant can do about it. */
final class AuthorizationList {
  private static final int MAX_AUTHORIZATIONS = 100;

  private AuthorizationList() {}

  static String html(SandboxState state) {
    List<StoredAuthorization> all = state.authorizations().newestFirst();
    String more =
        all.size() > MAX_AUTHORIZATIONS
            ? "<p class=\"quiet\" id=\"authorizations-more\">%d in all. The newest %d are shown.</p>"
                .formatted(all.size(), MAX_AUTHORIZATIONS)
            : "";
    return all.stream()
        .limit(MAX_AUTHORIZATIONS)
        .map(one -> authorization(one, state.scopes()))
        .collect(joining("", "", more));
  }

  private static String authorization(StoredAuthorization authorization, List<String> scopes) {
    String buttons =
        Arrays.stream(MerchantAction.values())
            .filter(action -> action.from() == authorization.status())
            .map(action -> form(action, authorization, scopes))
            .collect(joining());
    return """
        <article class="entry" id="a-%s"><h3>%s <span class="tag %s">%s</span></h3>
        <dl class="facts"><dt>Authorization</dt><dd><a href="%s">%s</a></dd>
        <dt>Merchant id</dt><dd>%s</dd>
        <dt>Scopes</dt><dd>%s</dd>
        <dt>IP addresses</dt><dd>%s</dd></dl>
        <div class="actions">%s</div></article>"""
        .formatted(
            escape(authorization.id()),
            HtmlPage.name(authorization.merchantName()),
            authorization.status().name().toLowerCase(Locale.ROOT),
            authorization.status(),
            escape(ReviewPage.path(authorization.id())),
            escape(authorization.id()),
            HtmlPage.name(authorization.merchantId()),
            escape(String.join(", ", authorization.scopes())),
            escape(String.join(", ", authorization.ipWhitelist())),
            buttons);
  }

  private static String form(
      MerchantAction action, StoredAuthorization authorization, List<String> scopes) {
    String path = Console.path(authorization.id(), action);
    if (action != MerchantAction.CHANGE) {
      return HtmlPage.button(path, action.label(), action == MerchantAction.AGREE);
    }
    return """
        <details class="change"><summary>Change</summary>
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
}
