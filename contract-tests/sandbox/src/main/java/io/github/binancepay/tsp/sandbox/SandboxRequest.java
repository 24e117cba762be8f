package io.github.binancepay.tsp.sandbox;

import com.google.gson.JsonElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as received: the raw bytes are what is signed, and are read as JSON only after that has
 * been checked.
 */
final class SandboxRequest {
  final String method;
  final long receivedAtMillis;
  private final Function<String, List<String>> headers;
  // Each check that needs a header would make the list of its values again.
  private final Map<String, List<String>> known = new HashMap<>();
  private final Optional<byte[]> body;
  private Map<String, JsonElement> json;

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

  List<String> headerValues(String name) {
    return known.computeIfAbsent(name, headers);
  }

  /** The value of a header that is there once, as {@link TransportChecks} have made sure. */
  String header(String name) {
    return headerValues(name).get(0);
  }

  boolean tooLarge() {
    return body.isEmpty();
  }

  byte[] body() {
    return body.orElseThrow();
  }

  /** Reads the body as JSON; returns false if it is not one object. */
  boolean readJson() {
    json = StrictJson.object(body()).orElse(null);
    return json != null;
  }

  /** A field of the JSON object, once it has been read; null if there is none. */
  JsonElement field(String name) {
    return json.get(name);
  }
}
