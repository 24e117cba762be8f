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

/** Verifies a notification, and reads it. */
public final class BinancePayNotification {
  /** Not documented; what careful receivers use. */
  private static final long WINDOW_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private BinancePayNotification() {}

  /** It does not come from the provider, or cannot be read: do nothing, and do not respond with SUCCESS. */
  public static final class InvalidNotification extends Exception {
    InvalidNotification(String message) {
      super(message);
    }
  }

  /**
   * @param data as sent, which may be JSON with a token in it; null if it was not a text
   * @param authorization for the bizType TECH_PROVIDER, else null
   */
  public record Notification(
      String bizType, String bizId, String bizStatus, String data, AuthorizationEvent authorization) {
    /** Without the data, which holds the token. */
    @Override
    public String toString() {
      return "Notification[" + bizType + ", " + bizId + ", " + bizStatus + "]";
    }
  }

  /**
   * @param authorizationToken a secret; it is there after a rejection too, and proves no consent
   * @param scopes null if there are none
   */
  public record AuthorizationEvent(
      String authorizationId,
      String authorizationToken,
      String merchantId,
      String merchantName,
      List<String> scopes) {
    /** Without the token. */
    @Override
    public String toString() {
      return "AuthorizationEvent[" + authorizationId + ", " + merchantId + "]";
    }
  }

  /**
   * Returns the notification if everything is right.
   *
   * @param header returns a header's value whatever the case of its name, as every server's own method does, or null
   * @param body the bytes as they came, before any framework has parsed them
   * @param publicKey returns the PEM text of a serial in upper case, null for one that the provider does not list
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
    // Nothing of the body was looked at before this line.
    try {
      return read(JSON.readTree(body));
    } catch (IOException | IllegalArgumentException e) {
      // Without the cause, which may quote the token.
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
      // The last line feed counts, and white space in the signature does not.
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
      // A text that holds JSON.
      JsonNode a = JSON.readTree(String.valueOf(data));
      authorization =
          new AuthorizationEvent(
              text(a, "authorizationId"),
              text(a, "authorizationToken"),
              text(a, "merchantId"),
              text(a, "merchantName"),
              a.hasNonNull("scopes") ? texts(a.get("scopes")) : null);
    }
    return new Notification(bizType, text(event, "bizId"), text(event, "bizStatus"), data, authorization);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** An id is an integer of any length, or a text; either way it keeps its digits. */
  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new IllegalArgumentException(name);
    }
    return value.asText();
  }
}
