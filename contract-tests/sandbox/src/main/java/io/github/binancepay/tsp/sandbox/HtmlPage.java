package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** What the sandbox's own pages have in common. They work without JavaScript. */
final class HtmlPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --text: #1e2329; --quiet: #55606e; --ground: #f5f6f8;
        --card: #fff; --line: #c9ced6; --link: #1d5fae; --main: #f0b90b; --on-main: #1e2329 }
      @media (prefers-color-scheme: dark) { :root { --text: #eaecef; --quiet: #a7b0bc;
        --ground: #0f1215; --card: #1c2127; --line: #3b444f; --link: #8ab8f0 } }
      * { box-sizing: border-box }
      body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--text);
        background: var(--ground) }
      main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere }
      h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem }
      h2 { font-size: 1.15rem; margin: 2rem 0 .75rem }
      h3 { font-size: 1rem; margin: 0 }
      a { color: var(--link) }
      .card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem;
        padding: 1rem; margin: 0 0 1rem }
      .card > :first-child { margin-top: 0 }
      .quiet { color: var(--quiet); font-size: .9rem }
      dl { margin: .75rem 0 0; display: grid; grid-template-columns: 9rem 1fr; gap: .35rem 1rem }
      dt { color: var(--quiet) }
      dd { margin: 0 }
      @media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0 }
        dd { margin-bottom: .5rem } }
      ul, ol { margin: 0; padding-left: 1.25rem }
      .actions { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1rem }
      .actions:empty { display: none }
      button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.25rem;
        border: 1px solid var(--quiet); border-radius: .5rem; color: var(--text);
        background: transparent; cursor: pointer }
      button.main { color: var(--on-main); background: var(--main); border-color: var(--main) }
      label { display: block; padding: .25rem 0 }
      fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0 }
      summary { cursor: pointer; padding: .5rem 0 }
      :focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
      """;

  /**
   * A page loads nothing, posts to the sandbox only, and is shown in no frame. A referrer policy
   * that is stricter would make browsers hide where a form comes from.
   */
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'sha256-"
              + sha256(STYLE)
              + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Frame-Options",
          "DENY",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private HtmlPage() {}

  /**
   * @param title plain text, also the heading
   * @param main HTML
   */
  static String of(String title, String main) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · Binance Pay sandbox</title>
        <style>%2$s</style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %3$s
        </main>
        </body>
        </html>
        """
        .formatted(escape(title), STYLE, main);
  }

  /**
   * A form that is one button.
   *
   * @param path where it posts to, such that it needs no escaping
   */
  static String button(String path, String label, boolean main) {
    return """
        <form method="post" action="%s"><button%s>%s</button></form>
        """
        .formatted(path, main ? " class=\"main\"" : "", escape(label));
  }

  /** Plain text as HTML, for elements and attributes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A name that may be in any script, and does not turn around what stands next to it. */
  static String name(String text) {
    return "<bdi>" + escape(text) + "</bdi>";
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime offers no SHA-256", e);
    }
  }
}
