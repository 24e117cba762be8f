package io.github.binancepay.tsp.sandbox;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as received: the raw bytes are what is signed, and are read as JSON only after that has
 * been checked.
 */
final class SandboxRequest {
  private final String method;
  private final Function<String, List<String>> headers;
  private final Optional<byte[]> body;
  private final long receivedAtMillis;
  private Optional<Map<String, JsonElement>> json;

  /**
   * @param headers the values of a header, by its name in any case
   * @param body empty if it was too large to be kept
   * @param receivedAtMillis by the sandbox's clock
   */
  SandboxRequest(
      String method,
      Function<String, List<String>> headers,
      Optional<byte[]> body,
      long receivedAtMillis) {
    this.method = method;
    this.headers = headers;
    this.body = body;
    this.receivedAtMillis = receivedAtMillis;
  }

  long receivedAtMillis() {
    return receivedAtMillis;
  }

  String method() {
    return method;
  }

  List<String> headerValues(String name) {
    return headers.apply(name);
  }

  /** The value of a header that is there once, as {@link TransportChecks} have made sure. */
  String header(String name) {
    return headers.apply(name).get(0);
  }

  boolean tooLarge() {
    return body.isEmpty();
  }

  byte[] body() {
    return body.orElseThrow();
  }

  /** The members of the JSON object in the body; empty if it is not one. */
  Optional<Map<String, JsonElement>> json() {
    if (json == null) {
      json = StrictJson.object(body());
    }
    return json;
  }

  JsonElement field(String name) {
    return json().orElseThrow().get(name);
  }
}
