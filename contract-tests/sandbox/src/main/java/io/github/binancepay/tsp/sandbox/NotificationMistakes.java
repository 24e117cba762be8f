package io.github.binancepay.tsp.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what the signature of a notification is that is not the right one. The digest in it is read
 * with the public key, and looked for among those of the usual mistakes.
 */
final class NotificationMistakes {
  private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2})+");

  /** PKCS#1 v1.5: padding, the name of the hash, and the digest. */
  private static final Pattern PADDED =
      Pattern.compile(
          "0001(?:ff)+00(?<info>3021300906052b0e03021a05000414|3031300d060960864801650304020105000420"
              + "|3051300d060960864801650304020305000440)(?<digest>[0-9a-f]+)");

  private static final Map<Integer, String> HASHES =
      Map.of(20, "SHA-1", 32, "SHA-256", 64, "SHA-512");

  private final String timestamp;
  private final String nonce;
  private final byte[] body;
  private final List<ProviderKey> keys;

  NotificationMistakes(String timestamp, String nonce, byte[] body, List<ProviderKey> keys) {
    this.timestamp = timestamp;
    this.nonce = nonce;
    this.body = body;
    this.keys = keys;
  }

  /** What a signature is, in one sentence, if it is not the right one by any of the keys. */
  String of(String signature) {
    String text = signature.replaceAll("\\s", "");
    if (HEX.matcher(text).matches()) {
      return isLengthOfKey(text.length() / 2)
          ? "The signature is in hex: it has to be base64."
          : hmacOr(text.length() / 2, "The signature is in hex, and too short for base64 of RSA.");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return "The signature is not base64: take the header as it came.";
    }
    if (!isLengthOfKey(bytes.length)) {
      return hmacOr(
          bytes.length,
          "The signature has "
              + bytes.length
              + " bytes, which is not the length of a key given:"
              + " it was cut, or is of another key.");
    }
    return keys.stream()
        .map(key -> digest(bytes, key))
        .flatMap(Optional::stream)
        .findFirst()
        .map(this::explained)
        .orElseGet(() -> byNoKey(bytes));
  }

  private boolean isLengthOfKey(int bytes) {
    return keys.stream().anyMatch(key -> modulusBytes(key) == bytes);
  }

  private static int modulusBytes(ProviderKey key) {
    return key.key() instanceof RSAPublicKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : -1;
  }

  private static String hmacOr(int bytes, String otherwise) {
    return bytes == 32 || bytes == 64
        ? "The signature is as long as an HMAC, which requests have: a notification is signed with"
            + " RSA, by the provider's key."
        : otherwise;
  }

  /** The digest that was signed; empty if the signature is not by this key. */
  private static Optional<byte[]> digest(byte[] signature, ProviderKey key) {
    if (modulusBytes(key) != signature.length) {
      return Optional.empty();
    }
    RSAPublicKey rsa = (RSAPublicKey) key.key();
    BigInteger opened =
        new BigInteger(1, signature).modPow(rsa.getPublicExponent(), rsa.getModulus());
    String block = opened.toString(16);
    Matcher padded = PADDED.matcher("0".repeat(signature.length * 2 - block.length()) + block);
    return padded.matches()
        ? Optional.of(HexFormat.of().parseHex(padded.group("digest")))
            .filter(digest -> HASHES.containsKey(digest.length))
        : Optional.empty();
  }

  private String explained(byte[] digest) {
    String hash = HASHES.get(digest.length);
    String with = hash.equals("SHA-256") ? "" : " It was made with " + hash + ": expected SHA-256.";
    for (Map.Entry<String, byte[]> draft : drafts().entrySet()) {
      if (MessageDigest.isEqual(digest, hash(hash, draft.getValue()))) {
        return (draft.getKey() + with).strip();
      }
    }
    return "The signature is by a key given, but of other bytes: of another body, timestamp or nonce."
        + " Take the body as it was received, before anything has parsed it."
        + with;
  }

  /** What may have been signed instead, by what there is to say of it. */
  private Map<String, byte[]> drafts() {
    String text = new String(body, ISO_8859_1);
    String head = timestamp + "\n" + nonce + "\n";
    Map<String, String> drafts = new LinkedHashMap<>();
    drafts.put("", head + text + "\n");
    drafts.put(
        "The body has a line end at its end that was not signed: keep it as it was received.",
        head + text.replaceFirst("\r?\n\\z", "") + "\n");
    drafts.put("The last line feed was not signed: one LF follows the body.", head + text);
    drafts.put(
        "The body was signed with one more line feed at its end: keep it as it was received.",
        head + text + "\n\n");
    drafts.put(
        "It was signed with CRLF instead of LF.",
        timestamp + "\r\n" + nonce + "\r\n" + text + "\r\n");
    drafts.put("It was signed without line feeds.", timestamp + nonce + text);
    drafts.put("The body alone was signed, without timestamp and nonce.", text);
    compact()
        .ifPresent(
            json -> {
              String changed = "The body was written again after it was signed: ";
              String keep = " Keep the bytes as they were received.";
              drafts.put(changed + "white space was added." + keep, head + json + "\n");
              drafts.put(
                  changed + "escapes of slashes were lost." + keep,
                  head + json.replace("/", "\\/") + "\n");
            });
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    drafts.forEach((what, draft) -> bytes.put(what, draft.getBytes(ISO_8859_1)));
    return bytes;
  }

  /** The body without white space, each character a byte. */
  private Optional<String> compact() {
    String text = new String(body, UTF_8);
    // Older releases of Gson run out of stack on lists in each other without end.
    if (!StrictJson.isWhatGsonMayRead(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new String(JsonParser.parseString(text).toString().getBytes(UTF_8), ISO_8859_1));
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  private String byNoKey(byte[] signature) {
    byte[] signed = (timestamp + "\n" + nonce + "\n").getBytes(US_ASCII);
    for (ProviderKey key : keys) {
      try {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        pss.initVerify(key.key());
        pss.update(signed);
        pss.update(body);
        pss.update((byte) '\n');
        if (pss.verify(signature)) {
          return "The signature has PSS padding: expected that of PKCS#1 v1.5.";
        }
      } catch (GeneralSecurityException e) {
        // Not by this key.
      }
    }
    return "The signature is by none of the keys given: by another key, or it was altered.";
  }

  private static byte[] hash(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime offers no " + algorithm, e);
    }
  }
}
