package io.github.binancepay.tsp.sandbox.internal.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Response of a page or of the console's API.
 *
 * @param summary one line for the log
 */
public record ConsoleResponse(
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

  static ConsoleResponse json(int httpStatus, Object members, String summary) {
    return new ConsoleResponse(
        httpStatus, "application/json;charset=utf-8", GSON.toJson(members), HEADERS, summary);
  }

  static ConsoleResponse html(int httpStatus, String html, String summary) {
    return new ConsoleResponse(httpStatus, "text/html;charset=utf-8", html, HEADERS, summary);
  }

  static ConsoleResponse file(String contentType, String content, String summary) {
    return new ConsoleResponse(200, contentType, content, HEADERS, summary);
  }

  static ConsoleResponse seeOther(String path, String summary) {
    Map<String, String> headers = new LinkedHashMap<>(HEADERS);
    headers.put("Location", path);
    return new ConsoleResponse(303, "text/html;charset=utf-8", "", headers, summary);
  }
}
