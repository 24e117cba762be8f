package io.github.binancepay.tsp.sandbox.internal.exchange;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HTTP response, ready to be written.
 *
 * @param summary one line for the log
 */
public record HttpReply(
    int httpStatus, String contentType, String body, Map<String, String> headers, String summary) {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  /**
   * A page loads nothing from elsewhere, posts to the sandbox only, and is shown in no frame. With
   * a stricter referrer policy, browsers would hide the origin of a form.
   */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src"
              + " data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Frame-Options",
          "DENY",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  public static HttpReply json(int httpStatus, Object view, String summary) {
    return of(httpStatus, "application/json", GSON.toJson(view), summary);
  }

  public static HttpReply of(int httpStatus, String mediaType, String body, String summary) {
    return new HttpReply(httpStatus, mediaType + ";charset=utf-8", body, HEADERS, summary);
  }

  public static HttpReply seeOther(String path, String summary) {
    Map<String, String> headers = new LinkedHashMap<>(HEADERS);
    headers.put("Location", path);
    return new HttpReply(303, "text/html;charset=utf-8", "", headers, summary);
  }
}
