package io.github.binancepay.tsp.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.annotations.SerializedName;
import io.github.binancepay.tsp.webhook.NotificationVectors.Event;
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
import java.util.TreeMap;
import java.util.function.Function;

/** Request of a notification: a vector, or a body signed as the provider signs it. */
final class Delivery {
  static final Instant SENT = Instant.ofEpochMilli(1761955200000L);
  private static final String NONCE = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy";

  String name;
  long now = SENT.toEpochMilli();
  Map<String, String> headers = new HashMap<>();
  String body;
  String bodyBase64;

  @SerializedName("accepted")
  boolean isAccepted;

  @SerializedName("shortKey")
  boolean hasShortKey;

  Event event;

  static Delivery of(String body) {
    return of(body.getBytes(UTF_8));
  }

  static Delivery of(byte[] body) {
    VectorKey key = NotificationVectors.key("first");
    Delivery delivery = new Delivery();
    delivery.bodyBase64 = Base64.getEncoder().encodeToString(body);
    delivery.headers.put("BinancePay-Certificate-SN", key.certSerial);
    delivery.headers.put("BinancePay-Nonce", NONCE);
    delivery.headers.put("BinancePay-Timestamp", String.valueOf(delivery.now));
    String head = delivery.now + "\n" + NONCE + "\n";
    delivery.headers.put("BinancePay-Signature", sign(key.privateKey, head, body));
    return delivery;
  }

  private static String sign(String pem, String head, byte[] body) {
    byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
      signature.update(head.getBytes(UTF_8));
      signature.update(body);
      signature.update((byte) '\n');
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] body() {
    return Base64.getDecoder().decode(bodyBase64);
  }

  Function<String, String> header() {
    Map<String, String> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.putAll(headers);
    return ignoringCase::get;
  }

  /** Returns a verifier with the keys of the vectors, at the time of this delivery. */
  WebhookVerifier.Builder verifier() {
    return WebhookVerifier.builder()
        .certificates(NotificationVectors.publishedKeys())
        .clock(Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC));
  }

  Notification verify() {
    return verifier().build().verify(header(), body());
  }

  @Override
  public String toString() {
    return name;
  }
}
