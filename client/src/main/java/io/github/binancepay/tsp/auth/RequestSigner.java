package io.github.binancepay.tsp.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request: upper-case hex of HMAC-SHA512 over {@code timestamp LF nonce LF body LF}, keyed
 * with the secret key, as the provider's "API Specification Common Rules" page asks.
 *
 * <p>A pure function of what it is given, and safe for use by many threads.
 */
public final class RequestSigner {
  private static final String ALGORITHM = "HmacSHA512";
  private static final int HMAC_LENGTH = 64;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final PayloadSigner payloadSigner;
  private final boolean inMemory;

  /**
   * A signer for one secret key.
   *
   * @param secretKey the secret key as the provider's dashboard shows it; its UTF-8 bytes are the
   *     key
   * @throws IllegalArgumentException if the secret key is empty
   */
  public RequestSigner(String secretKey) {
    if (secretKey.isEmpty()) {
      throw new IllegalArgumentException("secretKey is empty");
    }
    SecretKeySpec key = new SecretKeySpec(secretKey.getBytes(UTF_8), ALGORITHM);
    Mac prepared = keyed(key);
    // Looking a Mac up and keying it takes many times as long as the HMAC itself; a copy of a keyed
    // one is cheap.
    payloadSigner = payload -> copyOf(prepared, key).doFinal(payload);
    inMemory = true;
  }

  /**
   * A signer that leaves the HMAC to another, which holds the key.
   *
   * @param payloadSigner the other
   */
  public RequestSigner(PayloadSigner payloadSigner) {
    this.payloadSigner = payloadSigner;
    inMemory = false;
  }

  /** {@return whether the key is in memory, so that signing takes no time and cannot hang} */
  public boolean isInMemory() {
    return inMemory;
  }

  /**
   * Makes the value of the header {@code BinancePay-Signature}.
   *
   * @param timestamp Unix time in milliseconds, as sent in {@code BinancePay-Timestamp}
   * @param nonce as sent in {@code BinancePay-Nonce}
   * @param body exactly the bytes that are sent
   * @return 128 characters of {@code [0-9A-F]}
   * @throws IllegalStateException if a {@link PayloadSigner} cannot sign, or returns anything but
   *     64 bytes
   */
  public String sign(long timestamp, String nonce, byte[] body) {
    byte[] hmac = hmac(payload(timestamp, nonce, body));
    if (hmac == null || hmac.length != HMAC_LENGTH) {
      throw new IllegalStateException(
          "the PayloadSigner returned "
              + (hmac == null ? "null" : hmac.length + " bytes")
              + "; an HMAC-SHA512 has 64 bytes");
    }
    return upperCaseHex(hmac);
  }

  private byte[] hmac(byte[] payload) {
    try {
      return payloadSigner.sign(payload);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the PayloadSigner was interrupted", e);
    } catch (Exception e) {
      throw new IllegalStateException("the PayloadSigner failed", e);
    }
  }

  private static byte[] payload(long timestamp, String nonce, byte[] body) {
    byte[] head = (timestamp + "\n" + nonce + "\n").getBytes(US_ASCII);
    byte[] payload = new byte[head.length + body.length + 1];
    System.arraycopy(head, 0, payload, 0, head.length);
    System.arraycopy(body, 0, payload, head.length, body.length);
    payload[payload.length - 1] = '\n';
    return payload;
  }

  private static Mac copyOf(Mac prepared, SecretKeySpec key) {
    try {
      return (Mac) prepared.clone();
    } catch (CloneNotSupportedException e) {
      return keyed(key);
    }
  }

  private static Mac keyed(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime offers no " + ALGORITHM, e);
    }
  }

  private static String upperCaseHex(byte[] bytes) {
    char[] hex = new char[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      hex[2 * i] = HEX[bytes[i] >>> 4 & 0xf];
      hex[2 * i + 1] = HEX[bytes[i] & 0xf];
    }
    return new String(hex);
  }
}
