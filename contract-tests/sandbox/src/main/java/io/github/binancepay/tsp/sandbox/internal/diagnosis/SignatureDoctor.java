package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.MistakeTable.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds the mistakes that explain a wrong signature. */
public final class SignatureDoctor {
  /** Bytes that a search hashes while a program waits for the response. */
  public static final long BUDGET = 8 << 20;

  /** Bytes that a search hashes while a person waits for the result. */
  public static final long LARGE_BUDGET = 10 * BUDGET;

  private SignatureDoctor() {}

  /**
   * Searches the usual mistakes, alone and combined.
   *
   * @return the mistakes; if there are none, the number of combinations that were tried
   */
  public static Diagnosis diagnose(SignedRequest request, byte[] secretKey, long budget) {
    Draft right = new Draft(request, secretKey);
    List<List<Mistake>> table =
        new MistakeTable(request, new String(secretKey, UTF_8))
            .rows(section -> true, UnaryOperator.identity());
    Search search = new Search(right, table, Readings.of(request.signature()), budget);
    Optional<List<String>> found = search.find();
    if (found.isEmpty()) {
      return unexplained(request, search.tried());
    }
    return found.get().isEmpty()
        ? new Diagnosis(false, List.of("The signature is right."))
        : new Diagnosis(true, found.get());
  }

  private static Diagnosis unexplained(SignedRequest request, int tried) {
    List<String> sentences = new ArrayList<>();
    if (request.body().length == 0) {
      sentences.add(
          "The body that arrived is empty: send the body that you sign (in PHP, set"
              + " CURLOPT_POSTFIELDS).");
    }
    String otherKind =
        HeaderDoctor.malformed("BinancePay-Signature", request.signature().replaceAll("\\s", ""));
    if (!otherKind.equals("-")) {
      sentences.add(otherKind);
    }
    if (tried > 0) {
      sentences.add(
          ("None of the %s combinations of usual mistakes that were tried leads to this signature."
                  + " Check that the secret key belongs to this API key, and that you sign exactly"
                  + " the timestamp, the nonce and the body that you send.")
              .formatted(tried));
    } else if (otherKind.equals("-")) {
      sentences.add(
          "The signature is no digest (it has "
              + request.signature().length()
              + " characters): send 128 upper-case hex digits, the HMAC-SHA512 of the payload.");
    }
    return new Diagnosis(tried == 0, List.copyOf(sentences));
  }
}
