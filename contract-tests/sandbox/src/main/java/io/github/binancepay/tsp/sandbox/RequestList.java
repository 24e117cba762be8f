package io.github.binancepay.tsp.sandbox;

import static io.github.binancepay.tsp.sandbox.HtmlPage.escape;
import static io.github.binancepay.tsp.sandbox.HtmlPage.visible;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import io.github.binancepay.tsp.model.ResultCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The latest requests in HTML, with secrets taken out. */
final class RequestList {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([^\"]{1,32})\"");
  private static final Gson PRETTY =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();

  private final String run;
  private final Redaction redaction;

  /**
   * @param run tells the ids of this sandbox's requests from those of another one
   */
  RequestList(String run, Redaction redaction) {
    this.run = run;
    this.redaction = redaction;
  }

  String html(List<LoggedRequest> requests) {
    return requests.stream().map(this::row).collect(joining());
  }

  private String row(LoggedRequest one) {
    boolean success = isSuccess(one);
    return """
        <details class="request%s" id="r-%s-%d"><summary><time datetime="%s">%s</time> \
        <b>%s</b> <span class="outcome">%s</span>%s</summary><div class="exchange">%s</div></details>"""
        .formatted(
            success ? "" : " refused",
            run,
            one.number(),
            Instant.ofEpochMilli(one.atMillis()),
            TIME.format(Instant.ofEpochMilli(one.atMillis())),
            name(one),
            verdict(one),
            success ? "" : "<span class=\"why\">" + visible(why(one)) + "</span>",
            exchange(one, "r-" + run + "-" + one.number()));
  }

  private String name(LoggedRequest one) {
    return Operations.at(one.path())
        .map(operation -> escape(operation.operationId()))
        .orElseGet(() -> HtmlPage.name(one.method() + " " + redaction.target(one.path())));
  }

  /** The HTTP status and the result code. */
  static String verdict(LoggedRequest one) {
    String code = code(one).map(RequestList::named).orElse("");
    return "<span class=\"status\">%s</span> <span class=\"code\">%s</span>"
        .formatted(
            one.response().isSent() ? one.response().httpStatus() : "no response", escape(code));
  }

  static boolean isSuccess(LoggedRequest one) {
    return one.response().isSent() && code(one).equals(Optional.of(ResultCode.SUCCESS.getValue()));
  }

  private static Optional<String> code(LoggedRequest one) {
    Matcher code = CODE.matcher(one.response().body());
    return code.find() ? Optional.of(code.group(1)) : Optional.empty();
  }

  private static String named(String code) {
    return Arrays.stream(ResultCode.values())
        .filter(known -> known.getValue().equals(code))
        .map(known -> code + " " + known.name())
        .findFirst()
        .orElse(code);
  }

  /** What was found to be wrong, in full if there is more than the summary of the log. */
  String why(LoggedRequest one) {
    return redaction.text(one.diagnosis().orElse(one.response().summary()));
  }

  /** Request and response as they were, without secrets. */
  String exchange(LoggedRequest one, String id) {
    return block("Request", id + "-request", request(one), cut(one.bodyIsCut(), one.bodyLength()))
        + block(
            "Response",
            id + "-response",
            response(one),
            cut(one.responseIsCut(), one.responseLength()));
  }

  private static String cut(boolean isCut, int length) {
    return isCut ? "Cut: " + length + " in all." : "";
  }

  private static String block(String title, String id, String text, String note) {
    return """
        <div class="block"><h3>%s</h3>%s<pre id="%s">%s</pre>%s</div>"""
        .formatted(
            title,
            HtmlPage.copyButton(title, id),
            id,
            visible(text),
            note.isEmpty() ? "" : "<p class=\"quiet\">" + note + "</p>");
  }

  private String request(LoggedRequest one) {
    String headers =
        one.headers().stream()
            .map(header -> line(header.getName(), header.getValue()))
            .collect(joining());
    String body =
        one.bodyLength() < 0
            ? "(too large to be kept)"
            : redaction.body(new String(one.body(), UTF_8));
    return one.method() + " " + redaction.target(one.target()) + "\n" + headers + "\n" + body;
  }

  private String response(LoggedRequest one) {
    SandboxResponse response = one.response();
    if (!response.isSent()) {
      return "(the connection is dropped)";
    }
    String headers =
        Stream.concat(
                Stream.of(Map.entry("Content-Type", response.contentType())),
                response.headers().entrySet().stream())
            .map(header -> line(header.getKey(), header.getValue()))
            .collect(joining());
    return "HTTP " + response.httpStatus() + "\n" + headers + "\n" + redaction.body(pretty(one));
  }

  private String line(String name, String value) {
    return name + ": " + redaction.header(name, value == null ? "" : value) + "\n";
  }

  /** The sandbox's own JSON, indented to be read. */
  private static String pretty(LoggedRequest one) {
    String body = one.response().body();
    if (one.responseIsCut() || !body.startsWith("{")) {
      return body;
    }
    try {
      JsonElement json = JsonParser.parseString(body);
      return PRETTY.toJson(json);
    } catch (JsonSyntaxException e) {
      return body;
    }
  }
}
