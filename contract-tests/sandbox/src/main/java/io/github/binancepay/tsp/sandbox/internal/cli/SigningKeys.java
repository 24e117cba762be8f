package io.github.binancepay.tsp.sandbox.internal.cli;

import io.github.binancepay.tsp.sandbox.Sandbox;
import io.github.binancepay.tsp.sandbox.internal.provider.SignatureCheck;
import io.github.binancepay.tsp.sandbox.internal.provider.TransportChecks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Keys that a request is signed with.
 *
 * @param given whether the user gave them; otherwise they are the sandbox's defaults
 */
record SigningKeys(String apiKey, String secretKey, boolean given) {
  static final SigningKeys OF_SANDBOX =
      new SigningKeys(Sandbox.DEFAULT_API_KEY, Sandbox.DEFAULT_SECRET_KEY, false);

  static String newNonce() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** The four headers of a request with this body. */
  Map<String, String> headers(long timestamp, String nonce, byte[] body) {
    String time = Long.toString(timestamp);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TransportChecks.TIMESTAMP, time);
    headers.put(TransportChecks.NONCE, nonce);
    headers.put(TransportChecks.API_KEY, apiKey);
    headers.put(
        TransportChecks.SIGNATURE, new SignatureCheck(secretKey).expected(time, nonce, body));
    return headers;
  }

  /** Omits the keys. */
  @Override
  public String toString() {
    return given ? "keys of the user" : "default keys of the sandbox";
  }
}
