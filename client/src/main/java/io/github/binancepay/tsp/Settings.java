package io.github.binancepay.tsp;

import java.util.List;
import java.util.regex.Pattern;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;
import org.jspecify.annotations.Nullable;

/** Checks the settings of the builder. */
final class Settings {
  /** First server of the OpenAPI document. */
  static final String PRODUCTION = "https://bpay.binanceapi.com";

  private static final String API_PATH = "/binancepay/openapi";
  private static final List<TlsVersion> MODERN_TLS =
      List.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127([.](25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

  private Settings() {}

  /**
   * Checks a base URL and completes it with a final slash.
   *
   * @throws IllegalArgumentException if it is not absolute, has more than scheme, host, port and
   *     path, has the path of the API, or is {@code http} to anything but a loopback address
   */
  static HttpUrl baseUrl(@Nullable String baseUrl) {
    if (baseUrl == null || baseUrl.isBlank()) {
      throw new IllegalArgumentException(
          "baseUrl is "
              + (baseUrl == null ? "null" : "blank")
              + "; use a URL such as "
              + PRODUCTION);
    }
    HttpUrl url;
    try {
      url = HttpUrl.get(baseUrl);
    } catch (IllegalArgumentException e) {
      throw invalid(baseUrl, "is not an absolute http or https URL: " + e.getMessage(), PRODUCTION);
    }
    if (url.query() != null
        || url.fragment() != null
        || !url.username().isEmpty()
        || !url.password().isEmpty()) {
      throw invalid(baseUrl.split("[?#]", 2)[0], "has a user, query or fragment", origin(url));
    }
    int apiPath = url.encodedPath().indexOf(API_PATH);
    if (apiPath >= 0) {
      String prefix = url.encodedPath().substring(0, apiPath);
      throw invalid(
          baseUrl, "has the path of the API, which the client adds", origin(url) + prefix);
    }
    if (!url.isHttps() && !isLoopback(url.host())) {
      throw invalid(
          baseUrl,
          "is not encrypted, and only a loopback address such as http://127.0.0.1:8080 may be http",
          origin(url.newBuilder().scheme("https").build()));
    }
    return url.encodedPath().endsWith("/") ? url : url.newBuilder().addPathSegment("").build();
  }

  private static IllegalArgumentException invalid(String baseUrl, String problem, String remedy) {
    String withoutUser = baseUrl.replaceFirst("(?<=:)[/\\\\]*[^/\\\\?#]*@", "//");
    return new IllegalArgumentException(
        "baseUrl " + withoutUser + " " + problem + "; use a URL such as " + remedy);
  }

  private static String origin(HttpUrl url) {
    boolean isDefault = url.port() == HttpUrl.defaultPort(url.scheme());
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    return url.scheme() + "://" + host + (isDefault ? "" : ":" + url.port());
  }

  /** Checks that an HTTP client allows no TLS older than 1.2. */
  static void checkTls(OkHttpClient httpClient) {
    for (ConnectionSpec spec : httpClient.connectionSpecs()) {
      List<TlsVersion> versions = spec.tlsVersions();
      if (spec.isTls() && (versions == null || !MODERN_TLS.containsAll(versions))) {
        throw new IllegalArgumentException(
            "httpClient allows TLS older than 1.2; set its connectionSpecs to MODERN_TLS");
      }
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK_V4.matcher(host).matches();
  }
}
