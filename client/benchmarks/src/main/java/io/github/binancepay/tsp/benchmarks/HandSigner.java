package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The least that someone would write by hand to sign, for one thread: one prepared {@code Mac}, one
 * draw for the nonce, nothing made twice, no copy of the body.
 */
final class HandSigner {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(ISO_8859_1);
  private static final byte[] LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzABCDEFGHIJKL".getBytes(ISO_8859_1);

  private static final int DIGITS = 13;
  private static final int NONCE_LENGTH = 32;

  private final Mac mac;
  private final SecureRandom random = new SecureRandom();

  HandSigner(String secretKey) {
    this.mac = prepared(secretKey);
  }

  /** One for each thread. */
  static ThreadLocal<HandSigner> forEachThread(String secretKey) {
    // Not withInitial: the first lambda of a JVM takes milliseconds.
    return new ThreadLocal<>() {
      @Override
      protected HandSigner initialValue() {
        return new HandSigner(secretKey);
      }
    };
  }

  static Mac prepared(String secretKey) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA512"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@return timestamp, nonce and signature} */
  String[] sign(byte[] body) {
    byte[] head = head(System.currentTimeMillis());
    mac.update(head);
    mac.update(body);
    mac.update((byte) '\n');
    return new String[] {
      new String(head, 0, DIGITS, ISO_8859_1),
      new String(head, DIGITS + 1, NONCE_LENGTH, ISO_8859_1),
      hex(mac.doFinal())
    };
  }

  /** Timestamp and nonce, each with its line end, in one array. */
  private byte[] head(long timestamp) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] head = new byte[DIGITS + NONCE_LENGTH + 2];
    long rest = timestamp;
    for (int i = DIGITS - 1; i >= 0; i--) {
      head[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    head[DIGITS] = '\n';
    for (int i = 0; i < NONCE_LENGTH; i++) {
      head[DIGITS + 1 + i] = LETTERS[nonce[i] & 0x3f];
    }
    head[head.length - 1] = '\n';
    return head;
  }

  private static String hex(byte[] bytes) {
    byte[] hex = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      hex[2 * i] = HEX[bytes[i] >>> 4 & 0xf];
      hex[2 * i + 1] = HEX[bytes[i] & 0xf];
    }
    return new String(hex, ISO_8859_1);
  }
}
