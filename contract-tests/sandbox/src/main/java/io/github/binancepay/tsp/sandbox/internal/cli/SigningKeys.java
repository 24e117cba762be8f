package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.internal.provider.SignatureCheck;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The keys that a request is signed with.
 *
 * @param given whether they were given; if not, they are those that the sandbox accepts by itself
 */
record SigningKeys(String apiKey, String secretKey, boolean given) {
  static final SigningKeys OF_SANDBOX =
      new SigningKeys(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY, false);

  static String newNonce() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** The four headers of a request with this body. */
  Map<String, String> headers(String timestamp, String nonce, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TransportChecks.TIMESTAMP, timestamp);
    headers.put(TransportChecks.NONCE, nonce);
    headers.put(TransportChecks.API_KEY, apiKey);
    headers.put(
        TransportChecks.SIGNATURE, new SignatureCheck(secretKey).expected(timestamp, nonce, body));
    return headers;
  }

  /** Leaves the keys out. */
  @Override
  public String toString() {
    return given ? "keys that were given" : "the sandbox's keys";
  }
}
