package io.github.binancepay.tsp.webhook;

import io.github.binancepay.tsp.BinancePayClient;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * Where the provider's public keys come from. Implementations are safe for use by many threads; one
 * of your own may read a store that several receivers share.
 */
@FunctionalInterface
public interface CertificateSource {
  /**
   * Finds a public key.
   *
   * @param certSerial the serial of the certificate, as the header of a notification has it; to be
   *     compared without regard to case
   * @return the key; empty if there is no key with this serial
   * @throws RuntimeException if the keys cannot be had for now; {@link WebhookVerifier#verify
   *     WebhookVerifier.verify} throws it on
   */
  Optional<RSAPublicKey> find(String certSerial);

  /**
   * The keys that the provider lists, queried when the first one is needed and kept for 6 hours.
   *
   * <p>However many threads ask, one of them queries. A serial that is not known leads to one more
   * query, as the provider may have a new key, and then to none for a minute, so that junk serials
   * cause no storm of queries. If a query fails, or lists no key that can be read, the keys that
   * were there stay, and the next query is a minute later. A thread whose serial is known never
   * waits for the query of another. A key that cannot be read is left out.
   *
   * <p>If a query fails and no keys are there, {@link #find find} throws the {@link
   * io.github.binancepay.tsp.BinancePayException} of the query, and the same one for a minute,
   * unless it failed because its thread was interrupted.
   *
   * @param client not to be closed while the source is in use
   * @return the source
   */
  static CertificateSource from(BinancePayClient client) {
    return new ProviderCertificates(client::queryCertificates, System::nanoTime);
  }

  /**
   * Fixed keys, for tests and for receivers that may not call the provider. They do not learn of a
   * new key of the provider.
   *
   * @param publicKeys each a PEM text of an RSA key, from {@code -----BEGIN PUBLIC KEY-----}, with
   *     the lines as the provider gives them: the serial is the MD5 of the text (computed for a key
   *     of the provider; not on the reference page). Other line ends than LF, and white space
   *     around the text, do no harm
   * @return the source
   * @throws IllegalArgumentException if there is no key, or one cannot be read
   */
  static CertificateSource of(String... publicKeys) {
    return new FixedCertificates(publicKeys);
  }
}
