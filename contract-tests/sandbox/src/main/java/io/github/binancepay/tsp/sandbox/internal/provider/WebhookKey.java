package io.github.binancepay.tsp.sandbox.internal.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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
    String problem;
    try {
      Matcher pem = PRIVATE_KEY_FILE.matcher(Files.readString(file, US_ASCII));
      if (pem.matches()) {
        byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
        RSAPrivateCrtKey key =
            (RSAPrivateCrtKey)
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        if (key.getModulus().bitLength() >= BITS) {
          return of(key);
        }
        problem = "holds a key of " + key.getModulus().bitLength() + " bits";
      } else {
        problem = "is not a PEM file with BEGIN PRIVATE KEY";
      }
    } catch (IOException e) {
      problem = Files.exists(file) ? "cannot be read as text" : "does not exist";
    } catch (GeneralSecurityException | ClassCastException | IllegalArgumentException e) {
      problem = "holds no RSA private key";
    }
    // No cause: its message may quote the key.
    throw new IllegalArgumentException(
        String.format(
            "The webhook key %s %s; expected an RSA private key of %s bits or more, PKCS#8, not"
                + " encrypted, as made by: openssl genpkey -algorithm RSA -out FILE -pkeyopt"
                + " rsa_keygen_bits:%s",
            file, problem, BITS, BITS));
  }

  private static WebhookKey of(RSAPrivateCrtKey key) throws GeneralSecurityException {
    PublicKey publicKey =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded())
            + "\n-----END PUBLIC KEY-----";
    return new WebhookKey(key, pem, serial(pem));
  }

  public static String serial(String pem) {
    try {
      return UPPER_CASE_HEX.formatHex(
          MessageDigest.getInstance("MD5").digest(pem.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime offers no MD5", e);
    }
  }

  /** {@return the signature of a notification, in base64} */
  public String sign(String timestamp, String nonce, byte[] body) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(privateKey);
      signature.update((timestamp + "\n" + nonce + "\n").getBytes(US_ASCII));
      signature.update(body);
      signature.update((byte) '\n');
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime cannot sign", e);
    }
  }

  /** Omits the private key. */
  @Override
  public String toString() {
    return "webhook key " + serial;
  }
}
