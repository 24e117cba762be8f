package io.github.binancepay.tsp.sandbox.internal.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.Diagnosis;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignatureDoctor;
import io.github.binancepay.tsp.sandbox.internal.diagnosis.SignedRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures by the provider's rules. The client's signer is not used, because it would
 * accept its own mistakes.
 */
public final class SignatureCheck {
  private static final HexFormat UPPER_CASE_HEX = HexFormat.of().withUpperCase();

  private final byte[] secretKey;

  public SignatureCheck(String secretKey) {
    this.secretKey = secretKey.getBytes(UTF_8);
  }

  /** {@return whether a signature is right, compared in constant time} */
  public boolean passes(String timestamp, String nonce, byte[] body, String received) {
    String expected = expected(timestamp, nonce, body);
    return MessageDigest.isEqual(expected.getBytes(UTF_8), received.getBytes(UTF_8));
  }

  /** {@return the right signature, in upper-case hex as at the provider} */
  public String expected(String timestamp, String nonce, byte[] body) {
    Mac mac = mac("HmacSHA512");
    mac.update((timestamp + "\n" + nonce + "\n").getBytes(US_ASCII));
    mac.update(body);
    return UPPER_CASE_HEX.formatHex(mac.doFinal(new byte[] {'\n'}));
  }

  /** {@return the signature of any bytes with any HMAC algorithm, in upper-case hex} */
  public String sign(String algorithm, byte[] payload) {
    return UPPER_CASE_HEX.formatHex(mac(algorithm).doFinal(payload));
  }

  /** Finds the mistakes that explain a wrong signature. */
  public Diagnosis diagnose(SignedRequest wrong, long budget) {
    return SignatureDoctor.diagnose(wrong, secretKey, budget);
  }

  /** {@return whether a string is the secret key, which must not be sent} */
  public boolean isSecretKey(String text) {
    return MessageDigest.isEqual(text.getBytes(UTF_8), secretKey);
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
