package io.github.binancepay.tsp.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Signs a request: upper-case hex of HMAC-SHA512 over {@code timestamp LF nonce LF body LF}, keyed
 * with the UTF-8 bytes of the secret key. Safe for use by many threads.
 */
public final class RequestSigner {
  private final PayloadSigner signer;

  /**
   * Signs with a key in memory.
   *
   * @param secretKey the secret key as the provider's dashboard shows it
   */
  public RequestSigner(String secretKey) {
    signer = new HmacSigner(secretKey);
  }

  /**
   * Signs with a key elsewhere.
   *
   * @param signer makes the HMAC
   */
  public RequestSigner(PayloadSigner signer) {
    this.signer = signer;
  }

  /** {@return whether the key is in memory, so that signing takes microseconds and cannot hang} */
  public boolean isInMemory() {
    return signer instanceof HmacSigner;
  }

  /**
   * Returns the value of the header {@code BinancePay-Signature}.
   *
   * @param timestamp Unix time in milliseconds, as sent in {@code BinancePay-Timestamp}
   * @param nonce as sent in {@code BinancePay-Nonce}
   * @param body exactly the bytes that are sent
   * @return 128 characters of {@code [0-9A-F]}
   */
  public String sign(long timestamp, String nonce, byte[] body) {
    byte[] head = (timestamp + "\n" + nonce + "\n").getBytes(UTF_8);
    byte[] payload = Arrays.copyOf(head, head.length + body.length + 1);
    System.arraycopy(body, 0, payload, head.length, body.length);
    payload[payload.length - 1] = '\n';
    byte[] hmac;
    try {
      hmac = signer.sign(payload);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("the PayloadSigner failed", e);
    }
    if (hmac == null || hmac.length != 64) {
      String returned = hmac == null ? "null" : hmac.length + " bytes";
      throw new IllegalStateException("the PayloadSigner returned " + returned + ", not 64 bytes");
    }
    StringBuilder hex = new StringBuilder(128);
    for (byte each : hmac) {
      hex.append("0123456789ABCDEF".charAt(each >> 4 & 0xf));
      hex.append("0123456789ABCDEF".charAt(each & 0xf));
    }
    return hex.toString();
  }
}
