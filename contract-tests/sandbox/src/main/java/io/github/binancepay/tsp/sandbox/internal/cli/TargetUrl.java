package io.github.binancepay.tsp.sandbox.internal.cli;

import java.net.URI;
import java.util.regex.Pattern;

/** Base URL, without a slash at its end, of a provider that receives signed requests. */
record TargetUrl(String baseUrl) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|\\[::1]|127([.](25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

  /** Reads the value of a flag; rejects a URL for which the keys must not be used. */
  static TargetUrl of(String flag, String text, SigningKeys keys) {
    URI url = url(flag, text);
    boolean loopback = LOOPBACK.matcher(url.getHost()).matches();
    if (!loopback && url.getScheme().equals("http")) {
      throw new InputException(flag + " must be https, unless its host is a loopback address");
    }
    if (!loopback && !keys.given()) {
      throw new InputException(
          flag
              + " is not a loopback address, and the sandbox's default keys are for loopback"
              + " only; set "
              + KeyOptions.VARIABLE
              + " and "
              + SecretKeyOption.VARIABLE);
    }
    return new TargetUrl(text.replaceFirst("/+$", ""));
  }

  private static URI url(String flag, String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getPort() <= 65535
          && url.getUserInfo() == null
          && url.getQuery() == null
          && url.getFragment() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // The message below states the expected format.
    }
    throw new InputException(
        flag
            + " must be an http or https URL of scheme, host, port and an optional path, such as"
            + " http://127.0.0.1:8080");
  }

  /** {@return the URL of a request below the base URL} */
  URI resolve(String pathAndQuery) {
    if (pathAndQuery == null || !pathAndQuery.startsWith("/")) {
      throw new IllegalArgumentException("the path must start with /");
    }
    return URI.create(baseUrl + pathAndQuery);
  }

  @Override
  public String toString() {
    return baseUrl;
  }
}
