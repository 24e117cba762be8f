package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** HTTP response. */
public record Reply(int httpStatus, Map<String, String> headers, String body) {
  private static final String JSON = "application/json;charset=utf-8";

  public static Reply of(HttpResponse<byte[]> response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().map().forEach((name, values) -> headers.put(name, String.join(",", values)));
    return new Reply(response.statusCode(), headers, new String(response.body(), UTF_8));
  }

  /** Reads the raw bytes of one HTTP/1.1 response of known length. */
  public static Reply of(byte[] response) {
    String text = new String(response, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    List<String> head = text.substring(0, end).lines().toList();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : head.subList(1, head.size())) {
      String[] header = line.split(": ?", 2);
      headers.merge(header[0], header[1], (one, other) -> one + "," + other);
    }
    byte[] body = text.substring(end + 4).getBytes(ISO_8859_1);
    return new Reply(
        Integer.parseInt(head.get(0).split(" ", 3)[1]), headers, new String(body, UTF_8));
  }

  public String contentType() {
    return headers.getOrDefault("Content-Type", "");
  }

  public JsonObject json() {
    return JsonParser.parseString(body).getAsJsonObject();
  }

  public JsonObject data() {
    return json().getAsJsonObject("data");
  }

  /** {@return the objects of a list} */
  public List<JsonObject> objects(String list) {
    return json().getAsJsonArray(list).asList().stream().map(JsonElement::getAsJsonObject).toList();
  }

  /** {@return a field of the data} */
  public String text(String field) {
    return data().get(field).getAsString();
  }

  public String code() {
    return json().get("code").getAsString();
  }

  public String errorMessage() {
    return json().get("errorMessage").getAsString();
  }

  /** Checks that it is a failure in the provider's shape. */
  public Reply assertFailure(String code) {
    assertThat(contentType()).as(body).isEqualTo(JSON);
    assertThat(json().keySet()).containsExactlyInAnyOrder("status", "code", "errorMessage");
    assertThat(json().get("status").getAsString()).isEqualTo("FAIL");
    assertThat(code()).as(body).isEqualTo(code);
    assertThat(errorMessage()).isNotBlank().hasSizeLessThanOrEqualTo(256);
    return this;
  }

  /** Checks that it is a rejection without implementation details. */
  public Reply assertRejected() {
    assertThat(httpStatus).as(body).isBetween(400, 499);
    assertThat(body).doesNotContain("Exception", "\tat ", "java.", "jetty");
    assertThat(headers)
        .containsEntry("Date", "Sat, 01 Nov 2025 00:00:00 GMT")
        .doesNotContainKey("Server");
    return httpStatus == 403 ? assertBlocked() : assertFailure(code());
  }

  public Reply assertCreated() {
    assertThat(httpStatus).as(body).isEqualTo(200);
    assertThat(contentType()).isEqualTo(JSON);
    assertThat(json().get("status").getAsString()).isEqualTo("SUCCESS");
    assertThat(code()).isEqualTo("000000");
    return this;
  }

  /** Checks that it is a page of the content-delivery network. */
  public Reply assertBlocked() {
    assertThat(httpStatus).as(body).isEqualTo(403);
    assertThat(contentType()).startsWith("text/html");
    assertThat(body).contains("<html>", "403");
    return this;
  }
}
