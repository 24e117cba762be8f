package io.github.binancepay.tsp.sandbox.internal.exchange;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.binancepay.tsp.sandbox.internal.provider.ApiKeys;
import io.github.binancepay.tsp.sandbox.internal.provider.SandboxRequest.Header;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes secrets from the console's responses. Of signatures and API keys, the start and the
 * length stay, which tell one from another.
 */
public final class Redaction {
  private static final int SHOWN = 8;
  private static final String WORDS =
      "secret|token|password|authorization|cookie|signature|certificate-sn|api-?key";
  private static final Pattern SECRET_HEADER =
      Pattern.compile(".*(" + WORDS + ").*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "((?:^|[?&])[^=&\"\\s]{0,64}(?:" + WORDS + ")[^=&\"\\s]{0,64}=)[^&\"\\s]+",
          Pattern.CASE_INSENSITIVE);
  // In JSON, in JSON within a string of JSON, and in nearly JSON, whose quotes are single or
  // missing.
  // The closing quote is missing where a text was cut.
  private static final Pattern SECRET_MEMBER =
      Pattern.compile(
          "([\"'][^\"']{0,64}(?:secret|token|password|signature|api_?key)[^\"']{0,64}[\"']\\s*:\\s*)"
              + "(?:(\")(?:[^\"\\\\]|\\\\.)++|(\\\\+\")[^\"\\\\]+|(')[^']+"
              + "|(?!null\\b)[^\\s\"'\\\\{\\[,}\\]]+)",
          Pattern.CASE_INSENSITIVE);

  private static final int LONG_ENOUGH = 8;

  private final Set<String> secretKeys;
  private final Set<String> apiKeys;

  /** Removes these keys, too: secret keys by API key. */
  public Redaction(Map<String, String> credentials) {
    this.secretKeys = Set.copyOf(credentials.values());
    this.apiKeys =
        credentials.keySet().stream()
            .filter(key -> key.length() >= LONG_ENOUGH && !key.equals(ApiKeys.PUBLISHED_API_KEY))
            .collect(toUnmodifiableSet());
  }

  public List<Header> headers(List<Header> headers) {
    return headers.stream()
        .map(one -> new Header(one.name(), header(one.name(), one.value())))
        .toList();
  }

  private String header(String name, String value) {
    return SECRET_HEADER.matcher(name).matches() ? shortened(value) : text(value);
  }

  /** A path with its query. */
  public String target(String target) {
    return text(SECRET_PARAMETER.matcher(target).replaceAll("$1…"));
  }

  /** A body, whatever it is: JSON, or a form by mistake. */
  public String body(String body) {
    String members = SECRET_MEMBER.matcher(body).replaceAll("$1$2$3$4…");
    return text(SECRET_PARAMETER.matcher(members).replaceAll("$1…"));
  }

  /** The start of an API key. */
  public String apiKey(String apiKey) {
    return apiKey.substring(0, Math.min(SHOWN, apiKey.length() / 2)) + "…";
  }

  private String shortened(String value) {
    return secretKeys.contains(value)
        ? "…"
        : "%s (%s characters)".formatted(text(apiKey(value)), value.length());
  }

  /** A text that may contain an accepted key. */
  public String text(String text) {
    String result = text;
    for (String secretKey : secretKeys) {
      result = result.replace(secretKey, "…");
    }
    for (String apiKey : apiKeys) {
      result = result.replace(apiKey, apiKey(apiKey));
    }
    return result;
  }
}
