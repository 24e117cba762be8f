package io.github.binancepay.tsp.contract.pact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import io.github.binancepay.tsp.model.AuthorizationEventType;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the provider sends to the TSP's webhook: a message of the pact for each kind of event. */
final class Notifications {
  // A number, since that is what a notification has.
  static final String MERCHANT_ID = "1000135331248";

  static final String AUTHORIZATION_CREATED = "merchant 1000135331248 has an authorization";
  static final String MERCHANT_AGREED = "merchant 1000135331248 has agreed to an authorization";

  static final String CERT_SERIAL = "BinancePay-Certificate-SN";
  static final String TIMESTAMP = "BinancePay-Timestamp";
  static final String NONCE = "BinancePay-Nonce";
  static final String SIGNATURE = "BinancePay-Signature";

  /** What its headers look like. */
  static final Map<String, String> HEADER_FORMATS =
      Map.of(
          CERT_SERIAL, "^[0-9A-Fa-f]{32}$",
          TIMESTAMP, "^[0-9]{13}$",
          NONCE, "^[0-9A-Za-z]{32}$",
          SIGNATURE, "^[0-9A-Za-z+/]+=*$");

  /**
   * One notification.
   *
   * @param state the provider state in which the event occurs
   */
  record Notification(AuthorizationEventType event, String state) {
    String description() {
      return "notification, " + event.getValue();
    }

    /** The sample of the provider's page, of this kind. */
    String body() {
      JsonObject data = new JsonObject();
      data.addProperty("authorizationId", "210462863998500864");
      data.addProperty("authorizationToken", "token1");
      data.addProperty("merchantId", new BigInteger(MERCHANT_ID));
      data.addProperty("merchantName", "Test");
      JsonObject body = new JsonObject();
      body.addProperty("bizType", "TECH_PROVIDER");
      body.addProperty("data", data.toString());
      body.addProperty("bizIdStr", "210462863998500864");
      body.addProperty("bizId", new BigInteger("210462863998500864"));
      body.addProperty("bizStatus", event.getValue());
      return body.toString();
    }

    @Override
    public String toString() {
      return description();
    }
  }

  private Notifications() {}

  static List<Notification> all() {
    return Arrays.stream(AuthorizationEventType.values())
        .map(event -> new Notification(event, state(event)))
        .toList();
  }

  private static String state(AuthorizationEventType event) {
    return switch (event) {
      case SUBMIT_AUTH_AGREE, SUBMIT_AUTH_REJECT -> AUTHORIZATION_CREATED;
      case TP_AUTH_CHANGED, TP_AUTH_DISABLED -> MERCHANT_AGREED;
    };
  }

  /** Signs as the provider does, with a key of its own. */
  static final class Signer {
    private final KeyPair keys;

    Signer() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new AssertionError("every Java runtime has RSA", e);
      }
    }

    String publicKey() {
      Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
      return "-----BEGIN PUBLIC KEY-----\n"
          + lines.encodeToString(keys.getPublic().getEncoded())
          + "\n-----END PUBLIC KEY-----";
    }

    /** The serial, computed by the provider's rule. */
    private String certSerial() throws GeneralSecurityException {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(publicKey().getBytes(UTF_8));
      return HexFormat.of().withUpperCase().formatHex(md5);
    }

    /** The headers, in any case. */
    Map<String, String> headers(String body, long timestamp) {
      String nonce = "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTy";
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.put(TIMESTAMP, Long.toString(timestamp));
      headers.put(NONCE, nonce);
      try {
        headers.put(CERT_SERIAL, certSerial());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update((timestamp + "\n" + nonce + "\n" + body + "\n").getBytes(UTF_8));
        headers.put(SIGNATURE, Base64.getEncoder().encodeToString(signature.sign()));
      } catch (GeneralSecurityException e) {
        throw new AssertionError("every Java runtime has them", e);
      }
      return headers;
    }
  }
}
