package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The least that someone would write by hand to sign, for one thread: one prepared {@code Mac}, one
 * draw for the nonce, no copy of the body.
 */
final class HandSigner {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(ISO_8859_1);
  private static final byte[] LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzABCDEFGHIJKL".getBytes(ISO_8859_1);

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
    String timestamp = Long.toString(System.currentTimeMillis());
    String nonce = nonce();
    mac.update((timestamp + "\n" + nonce + "\n").getBytes(ISO_8859_1));
    mac.update(body);
    mac.update((byte) '\n');
    return new String[] {timestamp, nonce, hex(mac.doFinal())};
  }

  private String nonce() {
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    for (int i = 0; i < nonce.length; i++) {
      nonce[i] = LETTERS[nonce[i] & 0x3f];
    }
    return new String(nonce, ISO_8859_1);
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
