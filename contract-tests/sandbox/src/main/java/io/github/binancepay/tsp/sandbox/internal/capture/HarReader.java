package io.github.binancepay.tsp.sandbox.internal.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest.Header;
import io.github.binancepay.tsp.sandbox.internal.capture.CapturedRequest.SendTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads HAR 1.2: a whole archive, one of its entries, or the request of one. */
final class HarReader {
  private static final String SIGNED = "binancepay-";

  private HarReader() {}

  static CapturedRequest read(String text) {
    JsonObject json = parse(CaptureReader.decoded(text));
    try {
      JsonObject entry = json.has("log") ? onlySigned(json.getAsJsonObject("log")) : json;
      return request(entry.has("request") ? entry : wrapped(entry));
    } catch (ClassCastException | IllegalStateException | UnsupportedOperationException e) {
      throw new CaptureException("It is JSON, but not HAR: a member has another type than HAR's");
    }
  }

  private static JsonObject parse(String text) {
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
      // What is wrong is not quoted, since it may be a secret.
      throw new CaptureException("It begins as HAR does, but is not JSON to its end");
    }
  }

  private static JsonObject wrapped(JsonObject request) {
    if (!request.has("method") || !request.has("headers")) {
      throw new CaptureException(
          "It is JSON, but not HAR: expected log with entries, one entry with request, or a request"
              + " with method and headers");
    }
    JsonObject entry = new JsonObject();
    entry.add("request", request);
    return entry;
  }

  private static JsonObject onlySigned(JsonObject log) {
    List<JsonObject> signed = new ArrayList<>();
    JsonArray entries = log.has("entries") ? log.getAsJsonArray("entries") : new JsonArray();
    for (JsonElement entry : entries) {
      if (headers(entry.getAsJsonObject().getAsJsonObject("request")).stream()
          .anyMatch(header -> header.name().toLowerCase(ROOT).startsWith(SIGNED))) {
        signed.add(entry.getAsJsonObject());
      }
    }
    if (signed.size() != 1) {
      throw new CaptureException(
          String.format(
              "The HAR has %d entries with BinancePay headers; expected one: give that entry alone",
              signed.size()));
    }
    return signed.get(0);
  }

  private static CapturedRequest request(JsonObject entry) {
    JsonObject request = entry.getAsJsonObject("request");
    return new CapturedRequest(
        text(request, "method"),
        text(request, "url"),
        headers(request),
        body(request),
        Optional.empty(),
        time(text(entry, "startedDateTime")),
        new ArrayList<>());
  }

  private static List<Header> headers(JsonObject request) {
    List<Header> headers = new ArrayList<>();
    if (request != null && request.has("headers")) {
      for (JsonElement header : request.getAsJsonArray("headers")) {
        String name = text(header.getAsJsonObject(), "name");
        // HTTP/2 has the request line among the headers.
        if (!name.startsWith(":")) {
          headers.add(new Header(name, text(header.getAsJsonObject(), "value")));
        }
      }
    }
    return headers;
  }

  private static byte[] body(JsonObject request) {
    JsonElement post = request.get("postData");
    if (post == null || post.isJsonNull()) {
      return new byte[0];
    }
    JsonObject data = post.getAsJsonObject();
    if (!data.has("text") && data.has("params")) {
      throw new CaptureException(
          "The HAR has the body as params of a form, and not as text; a signed request has JSON");
    }
    String text = text(data, "text");
    if (!"base64".equals(text(data, "encoding"))) {
      return text.getBytes(UTF_8);
    }
    try {
      return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new CaptureException("The text of the HAR's postData is said to be base64, but is not");
    }
  }

  private static Optional<SendTime> time(String startedDateTime) {
    try {
      Instant started = OffsetDateTime.parse(startedDateTime).toInstant();
      return Optional.of(new SendTime(started, started, "the HAR's startedDateTime"));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The member's text; empty if it is missing or null. */
  private static String text(JsonObject object, String member) {
    JsonElement value = object.get(member);
    return value == null || value.isJsonNull() ? "" : value.getAsString();
  }
}
