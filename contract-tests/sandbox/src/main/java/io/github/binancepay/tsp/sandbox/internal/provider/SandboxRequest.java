package io.github.binancepay.tsp.sandbox.internal.provider;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.JsonDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Received request. The signature is checked over the raw body.
 *
 * @param path without the query
 * @param query of the URL, still encoded; empty if there is none
 * @param rawBody empty if the body was too large to be kept
 * @param receivedAtMillis by the sandbox's clock
 * @param json the body, if it is one JSON object
 */
public record SandboxRequest(
    String method,
    String path,
    String query,
    List<Header> headers,
    Optional<byte[]> rawBody,
    long receivedAtMillis,
    Optional<JsonObject> json) {
  /** Header of a request or a response. */
  public record Header(String name, String value) {}

  /** Creates a request, and reads its body. */
  public SandboxRequest(
      String method,
      String path,
      String query,
      List<Header> headers,
      Optional<byte[]> rawBody,
      long receivedAtMillis) {
    this(
        method, path, query, headers, rawBody, receivedAtMillis, rawBody.flatMap(JsonDoctor::read));
  }

  /** {@return the values of a header; its name is not case-sensitive} */
  public List<String> headerValues(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /** {@return the value of a header that is present once} */
  public String header(String name) {
    return headerValues(name).get(0);
  }

  public boolean tooLarge() {
    return rawBody.isEmpty();
  }

  public byte[] body() {
    return rawBody.orElseThrow();
  }

  /** {@return the parts that the signature depends on, once the four headers are present} */
  public SignedRequest signed() {
    return new SignedRequest(
        method,
        path,
        header(TransportChecks.API_KEY),
        header(TransportChecks.TIMESTAMP),
        header(TransportChecks.NONCE),
        body(),
        header(TransportChecks.SIGNATURE));
  }

  /** {@return the members of the body, which is a JSON object} */
  Map<String, JsonElement> fields() {
    return json.orElseThrow().asMap();
  }

  /** Omits headers and body, which may have secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
