package io.github.binancepay.tsp.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** Signs notifications as the provider does, with a key of its own. */
final class SignedNotifications {
  private final KeyPair keys;
  private final String pem;
  private final String serial;

  SignedNotifications(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    keys = generator.generateKeyPair();
    pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----";
    byte[] md5 = MessageDigest.getInstance("MD5").digest(pem.getBytes(UTF_8));
    serial = String.format(Locale.ROOT, "%032X", new BigInteger(1, md5));
  }

  String pem() {
    return pem;
  }

  String serial() {
    return serial;
  }

  /** A delivery: what finds its headers, and the body. */
  static final class Delivery {
    private final Map<String, String> headers;
    private final byte[] body;

    private Delivery(Map<String, String> headers, byte[] body) {
      this.headers = headers;
      this.body = body;
    }

    String header(String name) {
      return headers.get(name);
    }

    byte[] body() {
      return body;
    }
  }

  Delivery sign(byte[] body) {
    String timestamp = Long.toString(System.currentTimeMillis());
    String nonce = "0123456789abcdefghijklmnopqrstuv";
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update((timestamp + "\n" + nonce + "\n").getBytes(UTF_8));
      signature.update(body);
      signature.update((byte) '\n');
      Map<String, String> headers =
          Map.of(
              "BinancePay-Certificate-SN", serial,
              "BinancePay-Nonce", nonce,
              "BinancePay-Timestamp", timestamp,
              "BinancePay-Signature", Base64.getEncoder().encodeToString(signature.sign()));
      return new Delivery(headers, body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
