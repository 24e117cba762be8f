package io.github.binancepay.tsp.sandbox.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML file in which <code>{{name}}</code> stands for an escaped value. The part between {@code
 * <!--if name-->} and {@code <!--end-->} is omitted without a value of this name.
 */
final class HtmlTemplate {
  private static final Pattern PART =
      Pattern.compile("<!--if (\\w+)-->(.*?)<!--end-->", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private final String html;

  /** Reads a resource beside this class. */
  HtmlTemplate(String file) {
    this.html = resource(file);
  }

  static String resource(String file) {
    try (InputStream content = HtmlTemplate.class.getResourceAsStream(file)) {
      return new String(content.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  String render(Map<String, String> values) {
    String parts =
        PART.matcher(html)
            .replaceAll(
                part ->
                    values.containsKey(part.group(1))
                        ? Matcher.quoteReplacement(part.group(2))
                        : "");
    return PLACE
        .matcher(parts)
        .replaceAll(place -> Matcher.quoteReplacement(escaped(values.get(place.group(1)))));
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
