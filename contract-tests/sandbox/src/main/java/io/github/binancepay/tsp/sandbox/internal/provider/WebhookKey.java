package io.github.binancepay.tsp.sandbox.internal.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key that signs notifications.
 *
 * @param pem the public key
 * @param serial the upper-case hex MD5 of the PEM text, as at the provider
 */
public record WebhookKey(PrivateKey privateKey, String pem, String serial) {
  private static final int BITS = 2048;
  private static final HexFormat UPPER_CASE_HEX = HexFormat.of().withUpperCase();
  private static final Pattern PRIVATE_KEY_FILE =
      Pattern.compile(
          "\\s*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----\\s*", Pattern.DOTALL);

  public static WebhookKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return of((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime makes no RSA key", e);
    }
  }

  /** Reads an RSA private key; anything else is an {@code IllegalArgumentException}. */
  public static WebhookKey read(Path file) {
    try {
      Matcher pem = PRIVATE_KEY_FILE.matcher(Files.readString(file, US_ASCII));
      if (!pem.matches()) {
        throw unusable(file, "is not a PEM file with BEGIN PRIVATE KEY", null);
      }
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey)
              KeyFactory.getInstance("RSA")
                  .generatePrivate(new PKCS8EncodedKeySpec(der(pem.group(1))));
      if (key.getModulus().bitLength() < BITS) {
        throw unusable(file, "holds a key of " + key.getModulus().bitLength() + " bits", null);
      }
      return of(key);
    } catch (IOException e) {
      String problem = Files.exists(file) ? "cannot be read as text" : "does not exist";
      throw unusable(file, problem, e);
    } catch (GeneralSecurityException | ClassCastException e) {
      throw unusable(file, "holds no RSA private key", e);
    }
  }

  private static byte[] der(String base64) throws InvalidKeyException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("not base64", e);
    }
  }

  // The cause is left out where its message may quote the key.
  private static IllegalArgumentException unusable(Path file, String problem, Exception cause) {
    return new IllegalArgumentException(
        String.format(
            "The webhook key %s %s; expected an RSA private key of %s bits or more, PKCS#8, not"
                + " encrypted, as made by: openssl genpkey -algorithm RSA -out FILE -pkeyopt"
                + " rsa_keygen_bits:%s",
            file, problem, BITS, BITS),
        cause instanceof IOException ? cause : null);
  }

  private static WebhookKey of(RSAPrivateCrtKey key) throws GeneralSecurityException {
    PublicKey publicKey =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    String pem = pem(publicKey);
    return new WebhookKey(key, pem, serial(pem));
  }

  private static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----";
  }

  public static String serial(String pem) {
    try {
      return UPPER_CASE_HEX.formatHex(
          MessageDigest.getInstance("MD5").digest(pem.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime offers no MD5", e);
    }
  }

  /** The signature of a notification, in base64. */
  public String sign(String timestamp, String nonce, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(US_ASCII));
    signed.writeBytes(body);
    signed.write('\n');
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(privateKey);
      signature.update(signed.toByteArray());
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime cannot sign", e);
    }
  }

  /** Leaves the private key out. */
  @Override
  public String toString() {
    return "webhook key " + serial;
  }
}
