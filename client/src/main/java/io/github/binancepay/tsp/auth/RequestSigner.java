package io.github.binancepay.tsp.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request: upper-case hex of HMAC-SHA512 over {@code timestamp LF nonce LF body LF}, keyed
 * with the UTF-8 bytes of the secret key. Safe for use by many threads.
 */
public final class RequestSigner {
  private static final String ALGORITHM = "HmacSHA512";

  private final PayloadSigner signer;
  private final boolean isInMemory;

  /** Signs with a secret key in memory, as the provider's dashboard shows it. */
  public RequestSigner(String secretKey) {
    if (secretKey.isEmpty()) {
      throw new IllegalArgumentException("secretKey is empty; pass the key of the dashboard");
    }
    Mac keyed = keyed(secretKey);
    signer = payload -> copyOf(keyed, secretKey).doFinal(payload);
    isInMemory = true;
  }

  /** Signs with a key that the given signer holds. */
  public RequestSigner(PayloadSigner signer) {
    this.signer = signer;
    isInMemory = false;
  }

  /** {@return whether the key is in memory, so that signing takes microseconds and cannot hang} */
  public boolean isInMemory() {
    return isInMemory;
  }

  /**
   * Returns the value of the header {@code BinancePay-Signature}: 128 characters of [0-9A-F].
   *
   * @param timestamp Unix time in milliseconds, as sent in {@code BinancePay-Timestamp}
   * @param nonce as sent in {@code BinancePay-Nonce}
   * @param body exactly the bytes that are sent
   * @throws IllegalStateException if a {@link PayloadSigner} fails, or returns other than 64 bytes
   */
  public String sign(long timestamp, String nonce, byte[] body) {
    byte[] head = (timestamp + "\n" + nonce + "\n").getBytes(UTF_8);
    byte[] payload = Arrays.copyOf(head, head.length + body.length + 1);
    System.arraycopy(body, 0, payload, head.length, body.length);
    payload[payload.length - 1] = '\n';
    StringBuilder hex = new StringBuilder(128);
    for (byte each : hmac(payload)) {
      hex.append("0123456789ABCDEF".charAt(each >> 4 & 0xf));
      hex.append("0123456789ABCDEF".charAt(each & 0xf));
    }
    return hex.toString();
  }

  private byte[] hmac(byte[] payload) {
    byte[] hmac;
    try {
      hmac = signer.sign(payload);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the PayloadSigner was interrupted", e);
    } catch (Exception e) {
      throw new IllegalStateException("the PayloadSigner failed", e);
    }
    if (hmac == null || hmac.length != 64) {
      String returned = hmac == null ? "null" : hmac.length + " bytes";
      throw new IllegalStateException(
          "the PayloadSigner returned " + returned + "; an HMAC-SHA512 has 64 bytes");
    }
    return hmac;
  }

  // Looking up and keying a Mac takes many times as long as the HMAC. Not all providers can clone.
  private static Mac copyOf(Mac keyed, String secretKey) {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      return keyed(secretKey);
    }
  }

  private static Mac keyed(String secretKey) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime offers no " + ALGORITHM, e);
    }
  }
}
