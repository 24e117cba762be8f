package io.github.binancepay.tsp.auth;

/**
 * Signs with a key outside this program, in an HSM or a key management service.
 *
 * <p>Called once per request, right before it is sent, each time on a new thread. The timestamp is
 * part of the payload and valid for one second: return well within that. If the call times out or
 * is cancelled first, the thread is interrupted and abandoned.
 */
@FunctionalInterface
public interface PayloadSigner {
  /**
   * Computes the HMAC-SHA512 of a payload.
   *
   * @param payload the exact bytes to sign, {@code timestamp LF nonce LF body LF}
   * @return the 64 bytes, not their hex
   * @throws Exception if signing fails; the call ends with a {@code TransportException} and is not
   *     sent
   */
  byte[] sign(byte[] payload) throws Exception;
}
