package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signatures, from the provider's rules and not with the client's signer: a mistake there
 * must not approve itself.
 */
final class SignatureCheck {
  private static final HexFormat UPPER_CASE_HEX = HexFormat.of().withUpperCase();

  private final byte[] secretKey;
  // Serves one thread at a time, and takes longer to make than a usual body to sign.
  private final ThreadLocal<Mac> sha512 = ThreadLocal.withInitial(() -> mac("HmacSHA512"));

  SignatureCheck(String secretKey) {
    this.secretKey = secretKey.getBytes(UTF_8);
  }

  /** Whether a signature is the right one, to the letter. */
  boolean passes(String timestamp, String nonce, byte[] body, String received) {
    return matches(expected(timestamp, nonce, body), received);
  }

  /** The one signature that is right, in the provider's upper-case hex. */
  String expected(String timestamp, String nonce, byte[] body) {
    return hex(sign(sha512.get(), timestamp + "\n" + nonce + "\n", body, "\n"));
  }

  /** The signature of any bytes, with any algorithm of HMAC, in upper-case hex. */
  String sign(String algorithm, byte[] payload) {
    return hex(mac(algorithm).doFinal(payload));
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
    String start = timestamp + "\n" + nonce + "\n";
    byte[] right = sign(sha512.get(), start, body, "\n");
    Map<String, Supplier<String>> mistakes = new LinkedHashMap<>();
    mistakes.put("it is in lower case", () -> hex(right));
    mistakes.put("it is base64 instead of hex", () -> Base64.getEncoder().encodeToString(right));
    mistakes.put(
        "it was made with SHA-256 instead of SHA-512",
        () -> hex(sign(mac("HmacSHA256"), start, body, "\n")));
    mistakes.put(
        "the last line feed of the payload is missing",
        () -> hex(sign(sha512.get(), start, body, "")));
    mistakes.put(
        "the lines of the payload end in CRLF instead of LF",
        () -> hex(sign(sha512.get(), start.replace("\n", "\r\n"), body, "\r\n")));
    mistakes.put(
        "the body was left out of the payload", () -> expected(timestamp, nonce, new byte[0]));
    mistakes.put(
        "the body was reformatted after signing; sign exactly the bytes that are sent",
        () -> expected(timestamp, nonce, compact(body)));
    return mistakes.entrySet().stream()
        .filter(mistake -> matches(upperCase(mistake.getValue().get()), upperCase(received)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String upperCase(String signature) {
    return signature.toUpperCase(Locale.ROOT);
  }

  private static String hex(byte[] signature) {
    return UPPER_CASE_HEX.formatHex(signature);
  }

  private static byte[] sign(Mac mac, String start, byte[] body, String end) {
    mac.update(start.getBytes(US_ASCII));
    mac.update(body);
    return mac.doFinal(end.getBytes(US_ASCII));
  }

  private static byte[] compact(byte[] body) {
    String text = new String(body, UTF_8);
    // Older releases of Gson run out of stack on lists in each other without end.
    if (!StrictJson.isWhatGsonMayRead(text)) {
      return body;
    }
    try {
      return JsonParser.parseString(text).toString().getBytes(UTF_8);
    } catch (JsonParseException e) {
      return body;
    }
  }

  private Mac mac(String algorithm) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secretKey, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime offers no " + algorithm, e);
    }
  }
}
