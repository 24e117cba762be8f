package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** What the sandbox's own pages have in common. They work without JavaScript. */
final class HtmlPage {
  private static final String STYLE = resource("page.css");

  /**
   * A page loads nothing, posts to the sandbox only, and is shown in no frame. A referrer policy
   * that is stricter would make browsers hide where a form comes from.
   */
  static final Map<String, String> HEADERS = headers("");

  private HtmlPage() {}

  /**
   * @param more directives of the policy, each with a semicolon behind it
   */
  static Map<String, String> headers(String more) {
    return Map.of(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'sha256-"
            + sha256(STYLE)
            + "'; "
            + more
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "X-Frame-Options",
        "DENY",
        "X-Content-Type-Options",
        "nosniff",
        "Referrer-Policy",
        "same-origin",
        "Cache-Control",
        "no-store");
  }

  /** A text that is in a file beside this class. */
  static String resource(String name) {
    try (InputStream file = HtmlPage.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  /**
   * @param title plain text, also the heading
   * @param main HTML
   */
  static String of(String title, String main) {
    return document(
        title,
        """
        <main class="narrow">
        <h1>%s</h1>
        %s
        </main>
        """
            .formatted(escape(title), main));
  }

  /**
   * @param title plain text
   * @param body HTML
   */
  static String document(String title, String body) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · Binance Pay sandbox</title>
        <style>%s</style>
        </head>
        <body>
        %s
        </body>
        </html>
        """
        .formatted(escape(title), STYLE, body);
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

  /**
   * One of several things of which one is shown, which the next one stands beside.
   *
   * @param group what they have in common
   * @param panel HTML, shown while this one is chosen
   */
  static String tab(String group, String id, String label, boolean chosen, String panel) {
    return """
        <div class="tab"><input type="radio" name="%1$s" id="%1$s-%2$s"%3$s>\
        <label for="%1$s-%2$s">%4$s</label><div class="panel">%5$s</div></div>
        """
        .formatted(group, id, chosen ? " checked" : "", escape(label), panel);
  }

  /** A button that copies the text of an element, for the script. */
  static String copyButton(String what, String id) {
    return """
        <button type="button" class="copy" data-copy="%s" aria-label="Copy: %s">Copy</button>"""
        .formatted(id, escape(what));
  }

  /** Plain text as HTML, for elements and attributes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * Plain text as HTML, with what cannot be seen written out: control characters but for tabs and
   * line feeds within the text, and those that turn text around. What a page shows of them is not
   * part of its text, which can be copied. The same many times in a row is written once, so that a
   * page of them stays small.
   */
  static String visible(String text) {
    String escaped = escape(text);
    StringBuilder html = new StringBuilder(escaped.length() + 64);
    int last = escaped.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = escaped.charAt(i);
      if ((c == '\n' && i < last) || c == '\t' || !isInvisible(c)) {
        html.append(c);
      } else {
        int times = isBreak(c) ? 1 : run(escaped, i);
        html.append(mark(c, times));
        i += times - 1;
      }
    }
    return html.toString();
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  /** How many times the character at this place stands there in a row. */
  private static int run(String text, int start) {
    int end = start + 1;
    while (end < text.length() && text.charAt(end) == text.charAt(start)) {
      end++;
    }
    return end - start;
  }

  private static boolean isInvisible(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String mark(char c, int times) {
    return switch (c) {
      case '\n' -> "<i data-c=\"\\n\"></i>\n";
      case '\r' -> "<i data-c=\"\\r\"></i>&#13;";
      default ->
          "<i data-c=\"\\u%04X%s\"></i>".formatted((int) c, times == 1 ? "" : " \u00D7 " + times);
    };
  }

  /** A name that may be in any script, and does not turn around what stands next to it. */
  static String name(String text) {
    return "<bdi>" + escape(text) + "</bdi>";
  }

  static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime offers no SHA-256", e);
    }
  }
}
