package io.github.binancepay.tsp.sandbox;

import com.google.gson.JsonElement;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A request as received: the raw bytes are what is signed, and are read as JSON only after that has
 * been checked.
 */
final class SandboxRequest {
  final String method;
  final String path;

  /** Of the URL, still encoded; empty if there is none. */
  final String query;

  final long receivedAtMillis;
  private final Function<String, List<String>> headers;
  private final Supplier<Set<String>> headerNames;
  // Each check that needs a header would make the list of its values again.
  private final Map<String, List<String>> known = new HashMap<>();
  private final Optional<byte[]> body;
  private Map<String, JsonElement> json;

  /**
   * @param path without the query
   * @param query of the URL, still encoded; empty if there is none
   * @param headers the values of a header, by its name in any case
   * @param headerNames the names of all headers
   * @param body empty if it was too large to be kept
   * @param receivedAtMillis by the sandbox's clock
   */
  SandboxRequest(
      String method,
      String path,
      String query,
      Function<String, List<String>> headers,
      Supplier<Set<String>> headerNames,
      Optional<byte[]> body,
      long receivedAtMillis) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.headerNames = headerNames;
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

  /** Needed only if a header is missing. */
  Set<String> headerNames() {
    return headerNames.get();
  }

  boolean tooLarge() {
    return body.isEmpty();
  }

  byte[] body() {
    return body.orElseThrow();
  }

  /** What its signature depends on, once the four headers are there. */
  SignedRequest signed() {
    return new SignedRequest(
        method,
        path,
        header(TransportChecks.API_KEY),
        header(TransportChecks.TIMESTAMP),
        header(TransportChecks.NONCE),
        body(),
        header(TransportChecks.SIGNATURE));
  }

  /** Reads the body as JSON; returns false if it is not one object. */
  boolean readJson() {
    json = StrictJson.object(body()).orElse(null);
    return json != null;
  }

  /** The names of the fields, once it has been read. */
  Set<String> fieldNames() {
    return json.keySet();
  }

  /** A field of the JSON object, once it has been read; null if there is none. */
  JsonElement field(String name) {
    return json.get(name);
  }
}
