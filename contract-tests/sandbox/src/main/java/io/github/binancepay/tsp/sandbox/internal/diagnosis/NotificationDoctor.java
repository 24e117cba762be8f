package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.MistakeTable.Mistake;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the mistakes that explain why a notification's signature does not verify. An RSA signature
 * gives away the digest that was signed, so that the payload that was signed can be searched.
 */
public final class NotificationDoctor {
  /** Advice of the rows of bodies, which a receiver follows otherwise than a sender. */
  private static final Pattern SIGN_AS_SENT = Pattern.compile("(sign exactly|send) the .*bytes .*");

  private static final String VERIFY_RAW =
      "verify the raw bytes that arrive, before anything parses or changes them";

  /** Message of a signature, in hex: padding, then algorithm and digest (RFC 8017, 9.2). */
  private static final Pattern MESSAGE = Pattern.compile("1(?:ff)+00(30.*)");

  /** Start of the message for SHA-256 (RFC 8017, 9.2, note 1). */
  private static final String SHA256 = "3031300d060960864801650304020105000420";

  private NotificationDoctor() {}

  /** Searches the usual mistakes, with the key that the notification names. */
  public static Diagnosis diagnose(SignedRequest request, RSAPublicKey key) {
    String text = request.signature();
    String repaired = text.replace(' ', '+');
    Optional<String> message = message(repaired, key);
    if (message.isEmpty()) {
      return new Diagnosis(
          false,
          List.of(
              "The signature was made with another key than the one that"
                  + " BinancePay-Certificate-SN names, or a character of it was changed."));
    }
    List<String> sentences = new ArrayList<>();
    if (!repaired.equals(text)) {
      sentences.add("A + of the signature became a space: do not URL-decode the header.");
    }
    if (!message.get().startsWith(SHA256)) {
      sentences.add("The signature was made with another hash: sign with SHA256withRSA.");
      return new Diagnosis(true, List.copyOf(sentences));
    }
    return search(request, message.get().substring(SHA256.length()), sentences);
  }

  private static Diagnosis search(SignedRequest request, String digest, List<String> sentences) {
    Hash sha256 = Hash.of("SHA-256");
    Draft right = new Draft(request, new byte[0]);
    right.sign(sha256, (none, payload) -> sha256.of(payload));
    List<List<Mistake>> table =
        new MistakeTable(request, "")
            .rows(
                section -> section.matches("(?s)(Body|Payload: (?!additions)).*"),
                advice -> SIGN_AS_SENT.matcher(advice).matches() ? VERIFY_RAW : advice);
    Search search =
        new Search(
            right, table, Readings.of(digest.toUpperCase(Locale.ROOT)), SignatureDoctor.BUDGET);
    Optional<List<String>> found = search.find();
    String unexplained =
        "The key is right, and none of the %s combinations of usual mistakes that were tried leads"
            + " to this signature: the timestamp, the nonce, the body and the signature must be"
            + " those of one delivery.";
    sentences.addAll(found.orElse(List.of(unexplained.formatted(search.tried()))));
    return new Diagnosis(found.isPresent() && !sentences.isEmpty(), List.copyOf(sentences));
  }

  /** {@return algorithm and digest that were signed, in hex; empty if it was another key} */
  private static Optional<String> message(String signature, RSAPublicKey key) {
    try {
      BigInteger signed = new BigInteger(1, Base64.getDecoder().decode(signature));
      Matcher message =
          MESSAGE.matcher(signed.modPow(key.getPublicExponent(), key.getModulus()).toString(16));
      return message.matches() ? Optional.of(message.group(1)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
