package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature headers written by hand, for one thread, with a {@code Mac} that is reused. */
final class HandSigner {
  static final String API_KEY = "an-api-key-of-sixty-four-characters-as-the-dashboard-shows-it-abc";
  static final String SECRET_KEY =
      "a-secret-key-of-sixty-four-characters-as-the-dashboard-shows-it-";

  private static final ThreadLocal<HandSigner> SIGNERS = ThreadLocal.withInitial(HandSigner::new);
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final char[] LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzABCDEFGHIJKL".toCharArray();

  private final Mac mac = keyedMac();
  private final SecureRandom random = new SecureRandom();

  /** Values of the headers. */
  record Headers(String timestamp, String nonce, String signature) {}

  private HandSigner() {}

  static HandSigner ofThisThread() {
    return SIGNERS.get();
  }

  private static Mac keyedMac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(SECRET_KEY.getBytes(UTF_8), "HmacSHA512"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Headers sign(byte[] body) {
    String timestamp = Long.toString(System.currentTimeMillis());
    String nonce = nonce();
    mac.update((timestamp + "\n" + nonce + "\n").getBytes(UTF_8));
    mac.update(body);
    mac.update((byte) '\n');
    return new Headers(timestamp, nonce, HEX.formatHex(mac.doFinal()));
  }

  private String nonce() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    char[] letters = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      letters[i] = LETTERS[bytes[i] & 0x3f];
    }
    return new String(letters);
  }
}
