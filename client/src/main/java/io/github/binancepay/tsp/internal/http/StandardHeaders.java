package io.github.binancepay.tsp.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import okhttp3.Request;

/** The headers of every request: who calls, and what is understood. */
final class StandardHeaders {
  private static final String USER_AGENT = userAgent();

  private StandardHeaders() {}

  /**
   * Puts them on a request that is about to be written, so that the name of the caller's own
   * program is known, wherever it was set; OkHttp's own is there if there is none.
   */
  static void put(Request request, Request.Builder written) {
    String callers = request.header("User-Agent");
    boolean isOkHttps = callers == null || callers.startsWith("okhttp/");
    written
        .header("User-Agent", isOkHttps ? USER_AGENT : callers + " " + USER_AGENT)
        .header("Accept", "application/json");
  }

  // By its full name, which stays if a shrinker renames this class; a shrinker may drop the file.
  private static String userAgent() {
    Properties properties = new Properties();
    try (InputStream file =
        StandardHeaders.class.getResourceAsStream("/io/github/binancepay/tsp/version.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      // The client works as well without its version.
    }
    String version = properties.getProperty("version");
    return "binance-pay-tsp-client" + (version == null ? "" : "/" + version);
  }
}
