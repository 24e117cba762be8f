package io.github.binancepay.tsp.sandbox.internal.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.binancepay.tsp.sandbox.internal.provider.WebhookKey;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A public key that notifications are verified with, and its serial. */
record ProviderKey(String serial, PublicKey key) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----[^-]*-----END \\1-----");

  /**
   * Reads the keys of a text in PEM.
   *
   * @param source of the text, for messages
   * @throws InputException if there is none, or another kind of key
   */
  static List<ProviderKey> read(String source, byte[] text) {
    List<ProviderKey> keys = new ArrayList<>();
    Matcher block = BLOCK.matcher(new String(text, US_ASCII).replace("\r\n", "\n"));
    while (block.find()) {
      keys.add(new ProviderKey(WebhookKey.serial(block.group()), key(source, block)));
    }
    if (keys.isEmpty()) {
      throw new InputException(source + " has no key; expected PEM with BEGIN PUBLIC KEY");
    }
    return keys;
  }

  private static PublicKey key(String source, Matcher block) {
    String kind = block.group(1);
    try {
      if (kind.equals("CERTIFICATE")) {
        return CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(block.group().getBytes(US_ASCII)))
            .getPublicKey();
      }
      if (kind.equals("PUBLIC KEY")) {
        String base64 = block.group().replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new InputException(source + " has a " + kind + " that is not an RSA key in PEM");
    }
    throw new InputException(
        source
            + " has a "
            + kind
            + "; expected the provider's PUBLIC KEY, as queryCertificates"
            + " gives it");
  }

  /** Whether a signature is that of these bytes, by this key. */
  boolean verifies(byte[] signed, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      // Such as another length than the key's.
      return false;
    } catch (GeneralSecurityException e) {
      throw new InputException("The key " + serial + " is not an RSA key");
    }
  }
}
