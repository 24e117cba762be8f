package io.github.binancepay.tsp.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what the console shows. Of signatures and keys, the beginning and the length
 * stay, by which a developer tells one from another.
 */
final class Redaction {
  private static final int SHOWN = 8;
  private static final String WORDS =
      "secret|token|password|authorization|cookie|signature|certificate-sn|api-?key";
  private static final Pattern SECRET_HEADER =
      Pattern.compile(".*(" + WORDS + ").*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "((?:^|[?&])[^=&\"\\s]{0,64}(?:" + WORDS + ")[^=&\"\\s]{0,64}=)[^&\"\\s]+",
          Pattern.CASE_INSENSITIVE);
  // In JSON, in JSON within a text of JSON, and in what is nearly JSON: quotes are single, or
  // missing.
  // The closing quote is missing, too, where a text was cut.
  private static final Pattern SECRET_MEMBER =
      Pattern.compile(
          "([\"'][^\"']{0,64}(?:secret|token|password|signature|api_?key)[^\"']{0,64}[\"']\\s*:\\s*)"
              + "(?:(\")(?:[^\"\\\\]|\\\\.)++|(\\\\+\")[^\"\\\\]+|(')[^']+"
              + "|(?!null\\b)[^\\s\"'\\\\{\\[,}\\]]+)",
          Pattern.CASE_INSENSITIVE);

  private final Set<String> secretKeys = ConcurrentHashMap.newKeySet();

  /** Has a secret key taken out wherever it stands. */
  void add(String secretKey) {
    secretKeys.add(secretKey);
  }

  String header(String name, String value) {
    return SECRET_HEADER.matcher(name).matches() ? shortened(value) : text(value);
  }

  /** A path with its query. */
  String target(String target) {
    return text(SECRET_PARAMETER.matcher(target).replaceAll("$1…"));
  }

  /** A body, whatever it is: JSON, or a form by mistake. */
  String body(String body) {
    String members = SECRET_MEMBER.matcher(body).replaceAll("$1$2$3$4…");
    return text(SECRET_PARAMETER.matcher(members).replaceAll("$1…"));
  }

  private String shortened(String value) {
    String start = value.substring(0, Math.min(SHOWN, value.length() / 2));
    return secretKeys.contains(value)
        ? "…"
        : "%s… (%d characters)".formatted(text(start), value.length());
  }

  /** A text that may have a secret key in it. */
  String text(String text) {
    String result = text;
    for (String secretKey : secretKeys) {
      result = result.replace(secretKey, "…");
    }
    return result;
  }
}
