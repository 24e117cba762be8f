package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds the mistakes that explain why a notification's signature does not verify. An RSA signature
 * gives away the digest that was signed, so that the body that was signed can be searched.
 */
public final class NotificationDoctor {
  private static final String ADVICE =
      ": verify the raw bytes that arrive, before anything parses or changes them.";

  /** Bytes before the digest in a signature: RFC 8017, 9.2, note 1, for SHA-256. */
  private static final byte[] SHA256_PREFIX =
      HexFormat.of().parseHex("003031300d060960864801650304020105000420");

  private NotificationDoctor() {}

  /** Searches the usual mistakes of a receiver, with the key that the notification names. */
  public static Diagnosis diagnose(SignedRequest request, RSAPublicKey key) {
    String text = request.signature();
    String repaired = text.replace(' ', '+');
    Optional<byte[]> signed = digest(repaired, key);
    if (signed.isEmpty()) {
      return new Diagnosis(
          false,
          List.of(
              "The signature was made with another key than the one that"
                  + " BinancePay-Certificate-SN names, or a character of it was changed."));
    }
    List<String> sentences =
        repaired.equals(text)
            ? List.of()
            : List.of("A + of the signature became a space: do not URL-decode the header.");
    Hash sha256 = Hash.of("SHA-256");
    Draft right =
        Draft.right(request.timestamp(), request.nonce(), request.body(), new byte[0])
            .withAlgorithm(sha256.digestBytes(), (none, payload) -> sha256.of(payload));
    List<List<Mistake>> table =
        MistakeTable.of(section -> section.startsWith("Body"), new Words(request, ""));
    Search search =
        new Search(
            right,
            table,
            Readings.of(HexFormat.of().withUpperCase().formatHex(signed.get())),
            SignatureDoctor.LARGE_BUDGET);
    return search
        .find()
        .map(found -> explained(found.mistakes(), sentences))
        .orElseGet(() -> unexplained(search.tried(), sentences));
  }

  private static Diagnosis explained(List<Mistake> mistakes, List<String> sentences) {
    List<String> all = new ArrayList<>(sentences);
    mistakes.forEach(mistake -> all.add(mistake.what() + ADVICE));
    return new Diagnosis(!all.isEmpty(), List.copyOf(all));
  }

  private static Diagnosis unexplained(int tried, List<String> sentences) {
    List<String> all = new ArrayList<>(sentences);
    all.add(
        "The key is right, and none of the "
            + tried
            + " combinations of usual mistakes that were tried leads to this signature: the"
            + " timestamp, the nonce, the body and the signature must be those of one delivery.");
    return new Diagnosis(false, List.copyOf(all));
  }

  /** {@return the digest that was signed; empty if it was another key or another algorithm} */
  private static Optional<byte[]> digest(String signature, RSAPublicKey key) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    byte[] message =
        new BigInteger(1, bytes).modPow(key.getPublicExponent(), key.getModulus()).toByteArray();
    int digest = message.length - 32;
    int prefix = digest - SHA256_PREFIX.length;
    return prefix > 0
            && Arrays.equals(message, prefix, digest, SHA256_PREFIX, 0, SHA256_PREFIX.length)
        ? Optional.of(Arrays.copyOfRange(message, digest, message.length))
        : Optional.empty();
  }
}
