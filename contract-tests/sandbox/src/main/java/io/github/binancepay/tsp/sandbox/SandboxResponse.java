package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.model.ErrorResponse;
import io.github.binancepay.tsp.model.ResultCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A response of the sandbox. The models are generated from the OpenAPI document, so that it says
 * what the document says.
 *
 * @param httpStatus 0 to drop the connection instead
 * @param summary for the sandbox's log
 * @param headers those of its own
 */
record SandboxResponse(
    int httpStatus, String contentType, String body, String summary, Map<String, String> headers) {
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

  /** The header with all that the sandbox found. */
  static final String DIAGNOSIS = "Sandbox-Diagnosis";

  private static final int NOT_SENT = 0;

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final String JSON = "application/json;charset=utf-8";
  private static final String HTML = "text/html;charset=utf-8";
  // The length that the reference page allows for errorMessage.
  private static final int MAX_ERROR_MESSAGE = 256;
  // Of an authorization in JSON.
  private static final int USUAL_LENGTH = 512;

  /** A success, with the envelope that the model is. */
  static SandboxResponse success(Object envelope) {
    return json(200, envelope, "000000 SUCCESS");
  }

  /** The same, with fields that are not documented. */
  SandboxResponse withUnknownFields() {
    JsonObject envelope = GSON.fromJson(body, JsonObject.class);
    envelope.addProperty("addedToTheEnvelope", "later");
    envelope.getAsJsonObject("data").addProperty("addedToTheData", 1);
    return json(httpStatus, envelope, summary + " with unknown fields");
  }

  /** The same, with a total that a double cannot hold, if there is a total. */
  SandboxResponse withLargeTotal() {
    JsonObject envelope = GSON.fromJson(body, JsonObject.class);
    JsonObject data = envelope.getAsJsonObject("data");
    if (data.has("total")) {
      data.addProperty("total", (1L << 53) + 1);
    }
    return json(httpStatus, envelope, summary);
  }

  /** This response, not sent: the connection is dropped. */
  SandboxResponse dropped() {
    return new SandboxResponse(
        NOT_SENT, contentType, "", summary + ", but the connection is dropped", headers);
  }

  SandboxResponse withBody(String otherBody) {
    return new SandboxResponse(httpStatus, contentType, otherBody, summary, headers);
  }

  boolean isSent() {
    return httpStatus != NOT_SENT;
  }

  /** A page for a browser, which may load nothing and is shown in no frame. */
  static SandboxResponse page(int httpStatus, String html, String summary) {
    return new SandboxResponse(httpStatus, HTML, html, summary, HtmlPage.HEADERS);
  }

  /** The same with other headers. */
  SandboxResponse withHeaders(Map<String, String> otherHeaders) {
    return new SandboxResponse(httpStatus, contentType, body, summary, otherHeaders);
  }

  /**
   * A stream of events.
   *
   * @param lastSeen after what it begins
   */
  static SandboxResponse events(String lastSeen) {
    return new SandboxResponse(
        200,
        EventStream.MEDIA_TYPE,
        lastSeen,
        "the events",
        Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff"));
  }

  /** Whether it has no end. */
  boolean isEvents() {
    return contentType.equals(EventStream.MEDIA_TYPE);
  }

  /** Brings a browser to another page of the sandbox. */
  static SandboxResponse seeOther(String path, String summary) {
    return new SandboxResponse(303, HTML, "", summary, Map.of("Location", path));
  }

  /** JSON for a program, without the provider's envelope. */
  static SandboxResponse plain(int httpStatus, Map<String, ?> members, String summary) {
    return json(httpStatus, members, summary);
  }

  /**
   * The provider's shape of a failure.
   *
   * @param found what the sandbox found, for the developer who reads it; may be empty. All of it is
   *     in a header and in the log, and as much as fits in the message.
   */
  static SandboxResponse fail(int httpStatus, ResultCode code, String found) {
    if (found.isEmpty()) {
      return fail(httpStatus, code.getValue(), code.getReason());
    }
    String hint = NOT_PRINTABLE.matcher(found).replaceAll("?");
    String start = code.getReason() + " (sandbox: ";
    SandboxResponse brief =
        fail(
            httpStatus,
            code.getValue(),
            start + shortened(hint, MAX_ERROR_MESSAGE - start.length() - 1) + ")");
    return new SandboxResponse(
        httpStatus,
        JSON,
        brief.body(),
        code.getValue() + " " + start + hint + ")",
        Map.of(DIAGNOSIS, hint));
  }

  /** Ends a text with whole words, and says where the rest is. */
  private static String shortened(String hint, int length) {
    String more = " ... see " + DIAGNOSIS;
    int room = length - more.length();
    int wordEnd = hint.lastIndexOf(' ', room);
    return hint.length() <= length ? hint : hint.substring(0, wordEnd < 0 ? room : wordEnd) + more;
  }

  static SandboxResponse fail(int httpStatus, String code, String errorMessage) {
    String message =
        errorMessage.length() <= MAX_ERROR_MESSAGE
            ? errorMessage
            : errorMessage.substring(0, MAX_ERROR_MESSAGE);
    ErrorResponse failure = new ErrorResponse().status("FAIL").code(code).errorMessage(message);
    return json(httpStatus, failure, code + " " + message);
  }

  /** The shape with {@code msg} and without {@code status}, as on the provider's FAQ page. */
  static SandboxResponse failWithoutStatus(int httpStatus) {
    ErrorResponse failure =
        new ErrorResponse()
            .code(ResultCode.INVALID_SIGNATURE.getValue())
            .msg("Signature for this request is not valid.");
    return json(httpStatus, failure, failure.getCode() + " without status");
  }

  /** The shape of a system error, as on the provider's FAQ page. */
  static SandboxResponse systemError(int httpStatus) {
    return json(
        httpStatus,
        new ErrorResponse()
            .status("ERROR")
            .type("SYS")
            .code("100001001")
            .errorData("System abnormality"),
        "100001001 system error");
  }

  /** A page of the kind that the content-delivery network in front of the provider sends. */
  static SandboxResponse blocked() {
    return new SandboxResponse(
        403,
        HTML,
        """
        <!DOCTYPE html>
        <html><head><title>403 Forbidden</title></head>
        <body><h1>403 Forbidden</h1></body></html>
        """,
        "blocked, as by the content-delivery network",
        Map.of());
  }

  /** The same, with what the sandbox found in a header. */
  SandboxResponse withDiagnosis(String found) {
    return new SandboxResponse(httpStatus, contentType, body, summary, Map.of(DIAGNOSIS, found));
  }

  /** The reference page, which the build makes of the OpenAPI document. */
  static SandboxResponse referencePage() {
    try (InputStream page =
        SandboxResponse.class.getResourceAsStream("/io/github/binancepay/tsp/openapi/index.html")) {
      return new SandboxResponse(
          200, HTML, new String(page.readAllBytes(), UTF_8), "the reference page", Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("The reference page cannot be read", e);
    }
  }

  private static SandboxResponse json(int httpStatus, Object body, String summary) {
    StringBuilder json = new StringBuilder(USUAL_LENGTH);
    GSON.toJson(body, json);
    return new SandboxResponse(httpStatus, JSON, json.toString(), summary, Map.of());
  }
}
