package io.github.binancepay.tsp.auth;

/**
 * Signs in place of a secret key in memory: for a key that never leaves an HSM or a key management
 * service.
 *
 * <p>It is called in the moment of sending, once for every request, each time on a thread of its
 * own. The timestamp is part of the payload and good for one second, so that it has to return well
 * within that. If the call times out or is cancelled first, the thread is interrupted and
 * abandoned.
 */
@FunctionalInterface
public interface PayloadSigner {
  /**
   * Makes the HMAC-SHA512 of the payload.
   *
   * @param payload the exact bytes to sign, {@code timestamp LF nonce LF body LF}
   * @return the 64 bytes, not their hex
   * @throws Exception if it cannot; the call then ends with a {@code TransportException} which says
   *     that nothing was sent
   */
  byte[] sign(byte[] payload) throws Exception;
}
