package io.github.binancepay.tsp.webhook;

import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** User-supplied keys. */
final class FixedCertificates implements CertificateSource {
  private final Map<String, RSAPublicKey> keys;

  FixedCertificates(String... publicKeys) {
    if (publicKeys.length == 0) {
      throw new IllegalArgumentException("no public key: pass the PEM text of at least one");
    }
    Map<String, RSAPublicKey> read = new HashMap<>();
    for (int i = 0; i < publicKeys.length; i++) {
      try {
        RSAPublicKey key = PemPublicKey.read(publicKeys[i]);
        read.put(PemPublicKey.serial(publicKeys[i]), key);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("public key " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    keys = Map.copyOf(read);
  }

  @Override
  public Optional<RSAPublicKey> find(String certSerial) {
    return Optional.ofNullable(keys.get(PemPublicKey.normalized(certSerial)));
  }
}
