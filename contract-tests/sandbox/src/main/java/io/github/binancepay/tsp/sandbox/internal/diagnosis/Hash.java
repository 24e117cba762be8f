package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A hash function, alone and in HMAC. Not safe for use by several threads. */
record Hash(MessageDigest digest, Mac mac) {
  static Hash of(String name) {
    try {
      String mac = "Hmac" + name.replaceFirst("^SHA-", "SHA");
      return new Hash(MessageDigest.getInstance(name), Mac.getInstance(mac));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime offers no " + name, e);
    }
  }

  /** {@return the hash of the parts, one after the other} */
  byte[] of(byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** {@return the HMAC, also with an empty key: HMAC pads keys with zeros} */
  byte[] hmac(byte[] key, byte[] payload) {
    try {
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, mac.getAlgorithm()));
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime rejects a key of HMAC", e);
    }
  }
}
