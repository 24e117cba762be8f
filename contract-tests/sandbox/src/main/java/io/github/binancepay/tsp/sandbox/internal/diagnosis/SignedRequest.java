package io.github.binancepay.tsp.sandbox.internal.diagnosis;

/**
 * A request as far as its signature goes.
 *
 * @param method as received, such as POST
 * @param path without the query
 * @param apiKey the value of {@code BinancePay-Certificate-SN}
 * @param timestamp the value of {@code BinancePay-Timestamp}
 * @param nonce the value of {@code BinancePay-Nonce}
 * @param body the bytes received
 * @param signature the value of {@code BinancePay-Signature}
 */
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
