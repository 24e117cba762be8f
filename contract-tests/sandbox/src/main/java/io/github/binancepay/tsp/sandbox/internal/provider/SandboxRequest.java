package io.github.binancepay.tsp.sandbox.internal.provider;

import com.google.gson.JsonElement;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Request as received. The signature is checked over the raw bytes of the body, which are read as
 * JSON only after that.
 */
public final class SandboxRequest {
  /** Header of a request. */
  public record Header(String name, String value) {}

  private final String method;
  private final String path;
  private final String query;
  private final long receivedAtMillis;
  private final List<Header> headers;
  private final Optional<byte[]> body;
  private Map<String, JsonElement> json;

  /**
   * @param path without the query
   * @param query of the URL, still encoded; empty if there is none
   * @param body empty if it was too large to be kept
   * @param receivedAtMillis by the sandbox's clock
   */
  public SandboxRequest(
      String method,
      String path,
      String query,
      List<Header> headers,
      Optional<byte[]> body,
      long receivedAtMillis) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.receivedAtMillis = receivedAtMillis;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  public String query() {
    return query;
  }

  public long receivedAtMillis() {
    return receivedAtMillis;
  }

  public List<Header> headers() {
    return headers;
  }

  /** {@return the values of a header, whose name may be in any case} */
  public List<String> headerValues(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /** {@return the value of a header that {@link TransportChecks} have found once} */
  public String header(String name) {
    return headerValues(name).get(0);
  }

  public boolean tooLarge() {
    return body.isEmpty();
  }

  public byte[] body() {
    return body.orElseThrow();
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

  /** Reads the body as JSON; returns false if it is not one object. */
  boolean readJson() {
    json = StrictJson.object(body()).orElse(null);
    return json != null;
  }

  /** The names of the fields, once the body has been read. */
  Set<String> fieldNames() {
    return json.keySet();
  }

  /** A field of the JSON object, once the body has been read; null if there is none. */
  JsonElement field(String name) {
    return json.get(name);
  }
}
