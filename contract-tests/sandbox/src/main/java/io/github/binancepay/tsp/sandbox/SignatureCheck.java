package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures, from the provider's rules and not with the client's signer: a mistake there
 * must not approve itself.
 */
final class SignatureCheck {
  private static final HexFormat UPPER_CASE_HEX = HexFormat.of().withUpperCase();

  private final byte[] secretKey;

  SignatureCheck(String secretKey) {
    this.secretKey = secretKey.getBytes(UTF_8);
  }

  /** Whether a signature is the right one, to the letter. */
  boolean passes(String timestamp, String nonce, byte[] body, String received) {
    return matches(expected(timestamp, nonce, body), received);
  }

  /** The one signature that is right, in the provider's upper-case hex. */
  String expected(String timestamp, String nonce, byte[] body) {
    return hex("HmacSHA512", payload(timestamp, nonce, body, "\n", "\n"));
  }

  // The only comparison: in constant time, so that how long it takes does not tell where two
  // differ.
  private static boolean matches(String expected, String received) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), received.getBytes(UTF_8));
  }

  /**
   * Names the usual mistake that explains a wrong signature, if one does. They are those of the
   * provider's FAQ page and of developers' reports.
   */
  Optional<String> diagnose(String timestamp, String nonce, byte[] body, String received) {
    byte[] right = payload(timestamp, nonce, body, "\n", "\n");
    Map<String, String> mistakes = new LinkedHashMap<>();
    mistakes.put("it is in lower case", hex("HmacSHA512", right));
    mistakes.put(
        "it is base64 instead of hex",
        Base64.getEncoder().encodeToString(hmac("HmacSHA512", right)));
    mistakes.put("it was made with SHA-256 instead of SHA-512", hex("HmacSHA256", right));
    mistakes.put(
        "the last line feed of the payload is missing",
        hex("HmacSHA512", payload(timestamp, nonce, body, "\n", "")));
    mistakes.put(
        "the lines of the payload end in CRLF instead of LF",
        hex("HmacSHA512", payload(timestamp, nonce, body, "\r\n", "\r\n")));
    mistakes.put("the body was left out of the payload", expected(timestamp, nonce, new byte[0]));
    mistakes.put(
        "the body was reformatted after signing; sign exactly the bytes that are sent",
        expected(timestamp, nonce, compact(body)));
    return mistakes.entrySet().stream()
        .filter(mistake -> matches(upperCase(mistake.getValue()), upperCase(received)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String upperCase(String signature) {
    return signature.toUpperCase(Locale.ROOT);
  }

  private String hex(String algorithm, byte[] payload) {
    return UPPER_CASE_HEX.formatHex(hmac(algorithm, payload));
  }

  private static byte[] payload(
      String timestamp, String nonce, byte[] body, String separator, String end) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes((timestamp + separator + nonce + separator).getBytes(US_ASCII));
    payload.writeBytes(body);
    payload.writeBytes(end.getBytes(US_ASCII));
    return payload.toByteArray();
  }

  private static byte[] compact(byte[] body) {
    try {
      return JsonParser.parseString(new String(body, UTF_8)).toString().getBytes(UTF_8);
    } catch (JsonParseException e) {
      return body;
    }
  }

  private byte[] hmac(String algorithm, byte[] payload) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secretKey, algorithm));
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime offers no " + algorithm, e);
    }
  }
}
