package io.github.binancepay.tsp.sandbox.internal.diagnosis;

/** Parts of a request that matter for its signature, as received; the path has no query. */
// Two of them are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record SignedRequest(
    String method,
    String path,
    String apiKey,
    String timestamp,
    String nonce,
    byte[] body,
    String signature) {}
