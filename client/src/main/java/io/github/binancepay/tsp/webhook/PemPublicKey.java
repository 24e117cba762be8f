package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** RSA public key in PEM, an X.509 SubjectPublicKeyInfo. */
final class PemPublicKey {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*)-----END PUBLIC KEY-----\\s*");

  private PemPublicKey() {}

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if the text is not a key; quotes nothing of it
   */
  static RSAPublicKey read(@Nullable String pem) {
    Matcher matcher = PEM.matcher(Objects.requireNonNullElse(pem, ""));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a PEM text from -----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----");
    }
    try {
      byte[] der = Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", ""));
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("the PEM text does not hold an RSA public key", e);
    }
  }

  /** Returns the serial by the provider's rule: the upper-case MD5 of the PEM text. */
  static String serial(String pem) {
    String text = pem.strip().replace("\r\n", "\n");
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return String.format(Locale.ROOT, "%032X", new BigInteger(1, md5));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "This Java runtime has no MD5, which computes the serial of a key; use"
              + " CertificateSource.from(client), or a CertificateSource of your own with the"
              + " serials that the provider lists",
          e);
    }
  }

  /** Returns a serial in the form in which serials are compared. */
  static String normalized(String serial) {
    return serial.toUpperCase(Locale.ROOT);
  }
}
