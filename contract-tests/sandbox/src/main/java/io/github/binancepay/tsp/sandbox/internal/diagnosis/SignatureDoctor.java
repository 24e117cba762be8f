package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Finds the mistakes that explain a wrong signature. */
public final class SignatureDoctor {
  /** Bytes that a search hashes while a program waits for the response. */
  public static final long BUDGET = 8 << 20;

  /** Bytes that a search hashes while a person waits for the result. */
  public static final long LARGE_BUDGET = 10 * BUDGET;

  private static final String HMAC_ONLY =
      ": a request is signed with HMAC-SHA512 and the secret key, not with a key pair.";

  private SignatureDoctor() {}

  /**
   * Searches the usual mistakes, alone and combined.
   *
   * @return the mistakes; if there are none, the number of combinations that were tried
   */
  public static Diagnosis diagnose(SignedRequest request, byte[] secretKey, long budget) {
    Draft right = Draft.right(request.timestamp(), request.nonce(), request.body(), secretKey);
    List<List<Mistake>> table =
        MistakeTable.of(section -> true, new Words(request, new String(secretKey, UTF_8)));
    Search search = new Search(right, table, Readings.of(request.signature()), budget);
    return search
        .find()
        .map(SignatureDoctor::explained)
        .orElseGet(() -> unexplained(request, search.tried()));
  }

  private static Diagnosis explained(Search.Found found) {
    List<String> sentences = new ArrayList<>();
    found
        .mistakes()
        .forEach(mistake -> sentences.add(mistake.what() + ": " + mistake.advice() + "."));
    sentences.addAll(found.sentences());
    return sentences.isEmpty()
        ? new Diagnosis(false, List.of("The signature is right."))
        : new Diagnosis(true, List.copyOf(sentences));
  }

  private static Diagnosis unexplained(SignedRequest request, int tried) {
    List<String> sentences = new ArrayList<>();
    if (request.body().length == 0) {
      sentences.add(
          "The body that arrived is empty: send the body that you sign (in PHP, set"
              + " CURLOPT_POSTFIELDS).");
    }
    Optional<String> otherKind = otherKind(request.signature());
    otherKind.ifPresent(sentences::add);
    if (tried > 0) {
      sentences.add(
          "None of the "
              + tried
              + " combinations of usual mistakes that were tried leads to this signature. Check"
              + " that the secret key belongs to this API key, and that you sign exactly the"
              + " timestamp, the nonce and the body that you send.");
    } else if (otherKind.isEmpty()) {
      sentences.add(
          "The signature is no digest (it has "
              + request.signature().length()
              + " characters): send 128 upper-case hex digits, the HMAC-SHA512 of the payload.");
    }
    return new Diagnosis(tried == 0, List.copyOf(sentences));
  }

  /** {@return a sentence on a signature that has the form of another algorithm's} */
  private static Optional<String> otherKind(String signature) {
    String text = signature.replaceAll("\\s", "");
    if (text.matches("[0-9A-Fa-f]{64}")) {
      return Optional.of(
          "The signature has the length of a SHA-256 digest: use HMAC with SHA-512.");
    }
    if (text.matches("[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+")) {
      return Optional.of("The signature is a JSON Web Token (JWT)" + HMAC_ONLY);
    }
    boolean hex = text.matches("[0-9A-Fa-f]+");
    int length = hex ? text.length() / 2 : bytes(text);
    String have = "The signature has %s bytes; ".formatted(length);
    return switch (length) {
      case 128, 256, 384, 512 -> Optional.of(have + "an RSA signature has as many" + HMAC_ONLY);
      case 70, 71, 72 -> Optional.of(have + "an ECDSA signature has as many" + HMAC_ONLY);
      case 64 ->
          hex
              ? Optional.empty()
              : Optional.of(
                  have + "an Ed25519 signature or an HMAC-SHA512 has as many" + HMAC_ONLY);
      default -> Optional.empty();
    };
  }

  private static int bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/')).length;
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }
}
