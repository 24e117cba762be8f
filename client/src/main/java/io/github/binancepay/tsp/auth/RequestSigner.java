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
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final SecretKeySpec key;
  private final Mac prepared;

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
    key = new SecretKeySpec(secretKey.getBytes(UTF_8), ALGORITHM);
    prepared = newMac();
  }

  /**
   * Returns the value of the header {@code BinancePay-Signature}, 128 characters of {@code
   * [0-9A-F]}.
   *
   * @param timestamp Unix time in milliseconds, as sent in {@code BinancePay-Timestamp}
   * @param nonce as sent in {@code BinancePay-Nonce}
   * @param body exactly the bytes that are sent
   */
  public String sign(long timestamp, String nonce, byte[] body) {
    Mac mac = copyOfPrepared();
    mac.update((timestamp + "\n" + nonce + "\n").getBytes(US_ASCII));
    mac.update(body);
    mac.update((byte) '\n');
    return upperCaseHex(mac.doFinal());
  }

  // Looking a Mac up and keying it takes many times as long as the HMAC itself; a copy of a keyed
  // one is cheap.
  private Mac copyOfPrepared() {
    try {
      return (Mac) prepared.clone();
    } catch (CloneNotSupportedException e) {
      return newMac();
    }
  }

  private Mac newMac() {
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
