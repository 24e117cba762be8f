package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.webhook.NotificationVectors.VectorKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Notification signed as the provider signs it. */
public final class Delivery {
  static final Instant SENT = Instant.ofEpochMilli(1761955200000L);
  private static final String NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy";

  final Map<String, String> headers = new HashMap<>();
  final byte[] body;

  private Delivery(byte[] body) {
    this.body = body;
  }

  public static Delivery of(String body) {
    return of(body.getBytes(UTF_8));
  }

  static Delivery of(byte[] body) {
    return signedWith(NotificationVectors.key("first"), body);
  }

  static Delivery signedWith(VectorKey key, byte[] body) {
    Delivery delivery = new Delivery(body);
    String timestamp = String.valueOf(SENT.toEpochMilli());
    delivery.headers.put("BinancePay-Certificate-SN", key.certSerial);
    delivery.headers.put("BinancePay-Nonce", NONCE);
    delivery.headers.put("BinancePay-Timestamp", timestamp);
    delivery.headers.put("BinancePay-Signature", sign(key, timestamp + "\n" + NONCE + "\n", body));
    return delivery;
  }

  /** Verifies it with the keys of the vectors, at the time of sending. */
  public Notification verify() {
    return verifier(NotificationVectors.publishedKeys()).verify(headers::get, body);
  }

  static WebhookVerifier verifier(CertificateSource certificates) {
    return WebhookVerifier.builder()
        .certificates(certificates)
        .clock(Clock.fixed(SENT, ZoneOffset.UTC))
        .build();
  }

  private static String sign(VectorKey key, String head, byte[] body) {
    byte[] der = Base64.getDecoder().decode(key.privateKey.replaceAll("-----[A-Z ]+-----|\\s", ""));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
      signature.update(head.getBytes(US_ASCII));
      signature.update(body);
      signature.update((byte) '\n');
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
