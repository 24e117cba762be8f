package io.github.binancepay.tsp.internal.http;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Where the client calls. */
public final class BaseUrl {
  /** The first server of the OpenAPI document. */
  public static final String PRODUCTION = "https://bpay.binanceapi.com";

  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127([.](25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

  private BaseUrl() {}

  /**
   * Checks a base URL and completes it with a final slash.
   *
   * @throws IllegalArgumentException if it is not absolute, has more than scheme, host, port and
   *     path, or is {@code http} to anything but a loopback address
   */
  public static HttpUrl check(String baseUrl) {
    HttpUrl url = baseUrl == null ? null : HttpUrl.parse(baseUrl);
    if (url == null) {
      throw new IllegalArgumentException(
          "baseUrl must be an absolute http or https URL such as "
              + PRODUCTION
              + ", but is: "
              + baseUrl);
    }
    if (url.query() != null
        || url.fragment() != null
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          "baseUrl must have no user, query or fragment; give only scheme, host, port and perhaps a path");
    }
    if (!url.isHttps() && !isLoopback(url.host())) {
      throw new IllegalArgumentException(
          "baseUrl must be https, for http is not encrypted; only a loopback address such as http://127.0.0.1:8080 may be"
              + " http, but it is: "
              + baseUrl);
    }
    return url.encodedPath().endsWith("/") ? url : url.newBuilder().addPathSegment("").build();
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK_V4.matcher(host).matches();
  }
}
