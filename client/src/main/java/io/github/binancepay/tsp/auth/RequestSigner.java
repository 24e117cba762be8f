package io.github.binancepay.tsp.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs a request: upper-case hex of HMAC-SHA512 over {@code timestamp LF nonce LF body LF}, keyed
 * with the secret key, as the provider's "API Specification Common Rules" page asks.
 *
 * <p>A pure function of what it is given, and safe for use by many threads.
 */
public final class RequestSigner {
  private static final String ALGORITHM = "HmacSHA512";
  private static final int HMAC_LENGTH = 64;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(US_ASCII);

  private final @Nullable PayloadSigner payloadSigner;
  private final @Nullable Pool<Mac> macs;

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
    payloadSigner = null;
    // Looking a Mac up and keying it takes many times as long as the HMAC itself. A copy of a keyed
    // one is cheap, and one that has done its work can do more.
    macs =
        new Pool<>() {
          @Override
          Mac make() {
            return copyOf(prepared, key);
          }
        };
  }

  /**
   * A signer that leaves the HMAC to another, which holds the key.
   *
   * @param payloadSigner the other
   */
  public RequestSigner(PayloadSigner payloadSigner) {
    this.payloadSigner = payloadSigner;
    macs = null;
  }

  /** {@return whether the key is in memory, so that signing takes no time and cannot hang} */
  public boolean isInMemory() {
    return macs != null;
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
    byte[] head = head(timestamp, nonce);
    return upperCaseHex(macs != null ? hmac(macs, head, body) : hmac(payloadSigner, head, body));
  }

  // Timestamp LF nonce LF, without a text in between.
  private static byte[] head(long timestamp, String nonce) {
    int digits = timestamp < 0 ? 2 : 1;
    for (long rest = timestamp / 10; rest != 0; rest /= 10) {
      digits++;
    }
    byte[] head = new byte[digits + nonce.length() + 2];
    head[0] = '-';
    long rest = timestamp;
    for (int i = digits - 1; i >= (timestamp < 0 ? 1 : 0); i--) {
      head[i] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    }
    head[digits] = '\n';
    for (int i = 0; i < nonce.length(); i++) {
      char c = nonce.charAt(i);
      head[digits + 1 + i] = (byte) (c < 0x80 ? c : '?');
    }
    head[head.length - 1] = '\n';
    return head;
  }

  // The body is not copied.
  private static byte[] hmac(Pool<Mac> macs, byte[] head, byte[] body) {
    Mac mac = macs.take();
    mac.update(head);
    mac.update(body, 0, body.length);
    mac.update((byte) '\n');
    byte[] hmac = mac.doFinal();
    macs.giveBack(mac);
    return hmac;
  }

  private static byte[] hmac(PayloadSigner payloadSigner, byte[] head, byte[] body) {
    byte[] payload = new byte[head.length + body.length + 1];
    System.arraycopy(head, 0, payload, 0, head.length);
    System.arraycopy(body, 0, payload, head.length, body.length);
    payload[payload.length - 1] = '\n';
    byte[] hmac;
    try {
      hmac = payloadSigner.sign(payload);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the PayloadSigner was interrupted", e);
    } catch (Exception e) {
      throw new IllegalStateException("the PayloadSigner failed", e);
    }
    if (hmac == null || hmac.length != HMAC_LENGTH) {
      throw new IllegalStateException(
          "the PayloadSigner returned "
              + (hmac == null ? "null" : hmac.length + " bytes")
              + "; an HMAC-SHA512 has 64 bytes");
    }
    return hmac;
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
    byte[] hex = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      hex[2 * i] = HEX[bytes[i] >>> 4 & 0xf];
      hex[2 * i + 1] = HEX[bytes[i] & 0xf];
    }
    return new String(hex, ISO_8859_1);
  }
}
