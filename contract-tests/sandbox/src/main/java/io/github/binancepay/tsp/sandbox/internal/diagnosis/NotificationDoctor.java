package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the mistakes that explain why a notification's signature is not right. An RSA signature
 * gives away the digest that was signed, so that what was signed can be looked for.
 */
public final class NotificationDoctor {
  private static final String VERIFY =
      ": verify exactly the bytes that were received, as timestamp LF nonce LF body LF.";
  private static final String NAMED_KEY =
      ": take the key that the header BinancePay-Certificate-SN names.";
  private static final int PSS_LAST_BYTE = 0xbc;

  // What stands before the digest in a signature (RFC 8017, 9.2, note 1).
  private static final Map<Hash, String> PREFIXES =
      Map.of(
          Hash.MD5, "3020300c06082a864886f70d020505000410",
          Hash.SHA_1, "3021300906052b0e03021a05000414",
          Hash.SHA_224, "302d300d06096086480165030402040500041c",
          Hash.SHA_256, "3031300d060960864801650304020105000420",
          Hash.SHA_384, "3041300d060960864801650304020205000430",
          Hash.SHA_512, "3051300d060960864801650304020305000440");

  private NotificationDoctor() {}

  /** What was signed, by which of the keys. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Signed(Hash hash, byte[] digest, int key) {}

  /**
   * Searches the usual mistakes of sender and receiver, alone and two at a time.
   *
   * @param timestamp the value of {@code BinancePay-Timestamp}
   * @param nonce the value of {@code BinancePay-Nonce}
   * @param body the bytes received
   * @param signature the value of {@code BinancePay-Signature}, base64
   * @param keys RSA keys; first the one that the notification names
   * @param limit how long it may take
   * @return what was found, or ruled out
   */
  public static Diagnosis diagnose(
      String timestamp,
      String nonce,
      byte[] body,
      String signature,
      List<PublicKey> keys,
      Duration limit) {
    List<String> sentences = new ArrayList<>();
    byte[] bytes = decode(signature, sentences);
    Optional<String> notRsa = notRsa(bytes, keys);
    Optional<Signed> signed = notRsa.isEmpty() ? signed(bytes, keys) : Optional.empty();
    if (signed.isEmpty()) {
      sentences.add(notRsa.orElseGet(() -> noKeyFits(bytes, keys)));
      return new Diagnosis(true, List.copyOf(sentences));
    }
    if (signed.get().key > 0) {
      sentences.add("Another of the given keys fits the signature" + NAMED_KEY);
    }
    if (signed.get().hash != Hash.SHA_256) {
      sentences.add(
          "It was signed with " + signed.get().hash.officialName() + ": SHA-256 is expected.");
    }
    return searched(timestamp, nonce, body, signed.get(), sentences, limit);
  }

  private static Diagnosis searched(
      String timestamp,
      String nonce,
      byte[] body,
      Signed signed,
      List<String> sentences,
      Duration limit) {
    Draft right =
        new Draft(
            Body.sent(body),
            timestamp,
            nonce,
            Draft.RIGHT_LAYOUT,
            new SecretKey(new byte[0]),
            new Algorithm(signed.hash, Algorithm.Use.PAYLOAD_ONLY));
    List<Mistake> mistakes = new ArrayList<>(PayloadMistakes.all(timestamp, nonce, body));
    mistakes.addAll(BodyMistakes.all());
    Search search =
        new Search(right, List.of(new Reading(signed.digest, List.of())), Deadline.in(limit));
    Optional<Search.Found> found = search.find(mistakes, Collections::emptyIterator);
    if (found.isPresent()) {
      found.get().mistakes().forEach(mistake -> sentences.add(mistake.what() + VERIFY));
    } else {
      sentences.add(
          "The key fits, and no usual mistake explains the signature: the timestamp, the nonce or"
              + " the signature is that of another delivery, or the body was changed.");
    }
    return sentences.isEmpty()
        ? new Diagnosis(false, List.of("The signature is right."))
        : new Diagnosis(found.isPresent(), List.copyOf(sentences));
  }

  private static byte[] decode(String signature, List<String> sentences) {
    String text = signature.replaceAll("\\s", "");
    if (text.length() < signature.length()) {
      sentences.add("The signature has white space in it: send base64 in one line.");
    }
    if (text.length() % 2 == 0 && text.matches("[0-9A-Fa-f]{32,}")) {
      sentences.add("The signature is hex instead of base64: send base64.");
      return HexFormat.of().parseHex(text);
    }
    if (text.indexOf('-') >= 0 || text.indexOf('_') >= 0) {
      sentences.add("The signature is base64url instead of base64: send base64.");
      text = text.replace('-', '+').replace('_', '/');
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      sentences.add("The signature is not base64, or a part of it is missing.");
      return new byte[0];
    }
  }

  private static Optional<String> notRsa(byte[] bytes, List<PublicKey> keys) {
    if (bytes.length == 64 || bytes.length == 32 || bytes.length == 20 || bytes.length == 48) {
      return Optional.of(
          "The signature is as long as an HMAC ("
              + bytes.length
              + " bytes): a notification is signed with RSA, and verified with the public key.");
    }
    boolean fits =
        keys.stream()
            .anyMatch(key -> key instanceof RSAPublicKey rsa && length(rsa) == bytes.length);
    return fits
        ? Optional.empty()
        : Optional.of(
            "The signature has "
                + bytes.length
                + " bytes, and no given key makes one as long"
                + NAMED_KEY);
  }

  private static int length(RSAPublicKey key) {
    return (key.getModulus().bitLength() + 7) / 8;
  }

  private static Optional<Signed> signed(byte[] bytes, List<PublicKey> keys) {
    for (int i = 0; i < keys.size(); i++) {
      byte[] message = recovered(bytes, keys.get(i));
      for (Map.Entry<Hash, String> prefix : PREFIXES.entrySet()) {
        int start = message.length - prefix.getKey().digestBytes();
        byte[] before = padding(message.length, prefix.getKey(), prefix.getValue());
        if (start > 0 && Arrays.equals(before, 0, start, message, 0, start)) {
          byte[] digest = Arrays.copyOfRange(message, start, message.length);
          return Optional.of(new Signed(prefix.getKey(), digest, i));
        }
      }
    }
    return Optional.empty();
  }

  // 00 01 FF ... FF 00, and the prefix.
  private static byte[] padding(int length, Hash hash, String prefix) {
    byte[] info = HexFormat.of().parseHex(prefix);
    int start = length - hash.digestBytes() - info.length;
    byte[] padding = new byte[Math.max(length, 0)];
    if (start > 2) {
      Arrays.fill(padding, 2, start - 1, (byte) 0xff);
      padding[1] = 1;
      System.arraycopy(info, 0, padding, start, info.length);
    }
    return padding;
  }

  /** {@return what was signed with the key, padding and all; empty if the length is another} */
  private static byte[] recovered(byte[] bytes, PublicKey key) {
    if (!(key instanceof RSAPublicKey rsa) || length(rsa) != bytes.length) {
      return new byte[0];
    }
    BigInteger message = new BigInteger(1, bytes).modPow(rsa.getPublicExponent(), rsa.getModulus());
    byte[] minimal = message.toByteArray();
    byte[] full = new byte[bytes.length];
    int length = Math.min(minimal.length, full.length);
    System.arraycopy(minimal, minimal.length - length, full, full.length - length, length);
    return full;
  }

  private static String noKeyFits(byte[] bytes, List<PublicKey> keys) {
    for (PublicKey key : keys) {
      byte[] message = recovered(bytes, key);
      if (isPss(message)) {
        return "The signature is padded with PSS: PKCS#1 v1.5 (SHA256withRSA) is expected.";
      }
    }
    return "No given key fits the signature: it was made with another private key, or a character of"
        + " it was changed"
        + NAMED_KEY;
  }

  // RFC 8017, 9.1.2, with SHA-256: what the mask hides is zeros, a one, and the salt.
  private static boolean isPss(byte[] message) {
    int hash = Hash.SHA_256.digestBytes();
    int length = message.length - hash - 1;
    if (length <= hash || (message[message.length - 1] & 0xff) != PSS_LAST_BYTE) {
      return false;
    }
    byte[] seed = Arrays.copyOfRange(message, length, length + hash);
    byte[] plain = new byte[length];
    for (int i = 0; i < length; i++) {
      plain[i] = (byte) (message[i] ^ mask(seed, i / hash)[i % hash]);
    }
    plain[0] &= 0x7f;
    int salt = 0;
    while (salt < length && plain[salt] == 0) {
      salt++;
    }
    return salt >= 8 && salt < length && plain[salt] == 1;
  }

  private static byte[] mask(byte[] seed, int counter) {
    MessageDigest digest = Hash.SHA_256.start();
    digest.update(seed);
    return digest.digest(ByteBuffer.allocate(Integer.BYTES).putInt(counter).array());
  }
}
