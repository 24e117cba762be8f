package io.github.binancepay.tsp.sandbox.internal.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.Diagnosis;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignatureDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignedRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures, from the provider's rules and not with the client's signer: a mistake there
 * must not approve itself.
 */
public final class SignatureCheck {
  private static final HexFormat UPPER_CASE_HEX = HexFormat.of().withUpperCase();

  private final byte[] secretKey;

  public SignatureCheck(String secretKey) {
    this.secretKey = secretKey.getBytes(UTF_8);
  }

  /** Whether a signature is the right one, to the letter. */
  public boolean passes(String timestamp, String nonce, byte[] body, String received) {
    return matches(expected(timestamp, nonce, body), received);
  }

  /** The one signature that is right, in the provider's upper-case hex. */
  public String expected(String timestamp, String nonce, byte[] body) {
    return hex(sign(mac("HmacSHA512"), timestamp + "\n" + nonce + "\n", body, "\n"));
  }

  /** The signature of any bytes, with any algorithm of HMAC, in upper-case hex. */
  public String sign(String algorithm, byte[] payload) {
    return hex(mac(algorithm).doFinal(payload));
  }

  // The only comparison: in constant time, so that how long it takes does not tell where two
  // differ.
  private static boolean matches(String expected, String received) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), received.getBytes(UTF_8));
  }

  /** Finds the mistakes that explain a wrong signature. */
  public Diagnosis diagnose(SignedRequest wrong, Duration limit) {
    return SignatureDoctor.diagnose(wrong, secretKey, limit);
  }

  /** Whether a text is the secret key, which is no text to send. */
  public boolean isSecretKey(String text) {
    return MessageDigest.isEqual(text.getBytes(UTF_8), secretKey);
  }

  private static String hex(byte[] signature) {
    return UPPER_CASE_HEX.formatHex(signature);
  }

  private static byte[] sign(Mac mac, String start, byte[] body, String end) {
    mac.update(start.getBytes(US_ASCII));
    mac.update(body);
    return mac.doFinal(end.getBytes(US_ASCII));
  }

  private Mac mac(String algorithm) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secretKey, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime offers no " + algorithm, e);
    }
  }
}
