package io.github.binancepay.tsp.webhook;

import io.github.binancepay.tsp.BinancePayClient;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * Source of the provider's public keys. Implementations must be safe for use by many threads. Your
 * own implementation may read a store that several receivers share.
 */
@FunctionalInterface
public interface CertificateSource {
  /**
   * Finds a public key.
   *
   * @param certSerial the serial in the header of a notification; compare it ignoring case
   * @return the key; empty if no key has this serial
   * @throws RuntimeException if the keys are not available; {@link WebhookVerifier#verify
   *     WebhookVerifier.verify} rethrows it
   */
  Optional<RSAPublicKey> find(String certSerial);

  /**
   * Returns the keys that the provider lists, queried when the first one is needed and kept for 6
   * hours of elapsed time.
   *
   * <p>One thread queries for all. An unknown serial leads to one more query, because the provider
   * may have a new key, and to no other for a minute. If a query fails, or lists no readable key,
   * the known keys stay, and the next query is a minute later. A thread whose serial is known never
   * waits. An unreadable key is ignored.
   *
   * <p>If a query fails and no key is known, {@link #find find} throws the {@link
   * io.github.binancepay.tsp.BinancePayException} of the query, and the same one for a minute,
   * unless the query failed because its thread was interrupted.
   *
   * @param client the client, which must not be closed while the source is in use
   * @return the source
   */
  static CertificateSource from(BinancePayClient client) {
    return new ProviderCertificates(client::queryCertificates, System::nanoTime);
  }

  /**
   * Returns fixed keys, for tests and for receivers that may not call the provider. They do not
   * include later keys of the provider.
   *
   * @param publicKeys RSA keys in PEM, from {@code -----BEGIN PUBLIC KEY-----}, with the lines of
   *     the provider: the serial is the MD5 of the text (computed for a key of the provider; not on
   *     the reference page). Line ends and surrounding white space do not matter
   * @return the source
   * @throws IllegalArgumentException if there is no key, or one cannot be read
   * @throws IllegalStateException if the Java runtime has no MD5, as in FIPS mode
   */
  static CertificateSource of(String... publicKeys) {
    return new FixedCertificates(publicKeys);
  }
}
