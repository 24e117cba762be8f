import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Verifies and parses a notification. */
public final class BinancePayNotification {
  /** Time window. The provider documents none. */
  private static final long WINDOW_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private BinancePayNotification() {}

  /** The notification is not from the provider, or malformed: ignore it, and do not respond with SUCCESS. */
  public static final class InvalidNotification extends Exception {
    InvalidNotification(String message) {
      super(message);
    }
  }

  /**
   * A verified notification.
   *
   * @param data raw data, which may contain a token; null if it is not a string
   * @param authorization for the bizType TECH_PROVIDER, else null
   */
  public record Notification(
      String bizType, String bizId, String bizStatus, String data, AuthorizationEvent authorization) {
    /** Omits the data, which contains the token. */
    @Override
    public String toString() {
      return "Notification[" + bizType + ", " + bizId + ", " + bizStatus + "]";
    }
  }

  /**
   * Authorization of a notification.
   *
   * @param authorizationToken a secret; it is present after a rejection, too, and does not prove consent
   * @param scopes null if there are none
   */
  public record AuthorizationEvent(
      String authorizationId,
      String authorizationToken,
      String merchantId,
      String merchantName,
      List<String> scopes) {
    /** Omits the token. */
    @Override
    public String toString() {
      return "AuthorizationEvent[" + authorizationId + ", " + merchantId + "]";
    }
  }

  /**
   * Returns the verified notification.
   *
   * @param header returns the value of a header, ignoring case, or null
   * @param body the raw bytes, before any framework parses them
   * @param publicKey returns the PEM of a serial in upper case; null if the provider does not list it
   */
  public static Notification verify(
      Function<String, String> header, byte[] body, Function<String, String> publicKey, Instant now)
      throws InvalidNotification {
    String timestamp = required(header, "BinancePay-Timestamp");
    String nonce = required(header, "BinancePay-Nonce");
    String serial = required(header, "BinancePay-Certificate-SN");
    String signature = required(header, "BinancePay-Signature");
    if (!timestamp.matches("[0-9]{1,18}")
        || Math.abs(now.toEpochMilli() - Long.parseLong(timestamp)) > WINDOW_MILLIS) {
      throw new InvalidNotification("timestamp outside of the window");
    }
    String pem = publicKey.apply(serial.toUpperCase(Locale.ROOT));
    if (pem == null) {
      throw new InvalidNotification("unknown certificate serial");
    }
    if (!isSigned(pem, timestamp + "\n" + nonce + "\n", body, signature)) {
      throw new InvalidNotification("wrong signature");
    }
    // The body is verified: parse it now.
    try {
      return read(JSON.readTree(body));
    } catch (IOException | IllegalArgumentException e) {
      // No cause, since it may quote the token.
      throw new InvalidNotification("signed, but not readable as a notification");
    }
  }

  private static String required(Function<String, String> header, String name) throws InvalidNotification {
    String value = header.apply(name);
    if (value == null) {
      throw new InvalidNotification("no header " + name);
    }
    return value;
  }

  private static boolean isSigned(String pem, String head, byte[] body, String signature) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(head.getBytes(UTF_8));
      verifier.update(body);
      // The final line feed is part of the payload. White space in the signature is ignored.
      verifier.update((byte) '\n');
      return verifier.verify(Base64.getDecoder().decode(signature.replaceAll("\\s", "")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Notification read(JsonNode event) throws JacksonException {
    String data = event.path("data").textValue();
    String bizType = text(event, "bizType");
    AuthorizationEvent authorization = null;
    if (bizType.equals("TECH_PROVIDER")) {
      // JSON text.
      JsonNode a = JSON.readTree(String.valueOf(data));
      authorization =
          new AuthorizationEvent(
              text(a, "authorizationId"),
              text(a, "authorizationToken"),
              text(a, "merchantId"),
              text(a, "merchantName"),
              a.hasNonNull("scopes") ? texts(a.get("scopes")) : null);
    }
    // Other kinds may have no bizId.
    String bizId = authorization != null || event.has("bizId") ? text(event, "bizId") : "";
    return new Notification(bizType, bizId, text(event, "bizStatus"), data, authorization);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** Returns an id, an integer of any length or a string, with all its digits. */
  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new IllegalArgumentException(name);
    }
    return value.asText();
  }
}
