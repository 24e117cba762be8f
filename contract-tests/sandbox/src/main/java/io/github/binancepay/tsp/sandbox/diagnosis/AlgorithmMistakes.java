package io.github.binancepay.tsp.sandbox.diagnosis;

import io.github.binancepay.tsp.sandbox.diagnosis.Algorithm.Use;
import java.util.ArrayList;
import java.util.List;

/** Other algorithms than HMAC with SHA-512. */
final class AlgorithmMistakes {
  private static final String SEND = ": use HMAC with SHA-512.";

  private AlgorithmMistakes() {}

  static List<Mistake> all() {
    List<Mistake> all = new ArrayList<>();
    add(all, 1, "SHA-256", Use.HMAC, "HMAC with SHA-256 was used");
    add(all, 3, "SHA-1", Use.HMAC, "HMAC with SHA-1 was used");
    add(all, 3, "SHA-384", Use.HMAC, "HMAC with SHA-384 was used");
    for (String hash : List.of("SHA-512", "SHA-256", "SHA-1", "MD5", "SHA-384")) {
      int rank = hash.equals("SHA-512") ? 3 : hash.equals("SHA-256") ? 5 : 9;
      add(all, rank, hash, Use.KEY_LAST, plain(hash, "with the secret key after the payload"));
      add(all, rank, hash, Use.KEY_FIRST, plain(hash, "with the secret key before the payload"));
      add(all, rank + 1, hash, Use.PAYLOAD_ONLY, plain(hash, "of the payload without any key"));
      add(
          all,
          rank,
          hash,
          Use.HMAC_SWAPPED,
          "Key and payload are swapped in the call of HMAC"
              + (hash.equals("SHA-512") ? "" : ", and " + hash + " was used"));
    }
    add(all, 8, "MD5", Use.HMAC, "HMAC with MD5 was used");
    for (String hash : List.of("SHA-224", "SHA-512/256", "SHA3-512", "SHA3-256", "SHA-512/224")) {
      add(all, 8, hash, Use.HMAC, "HMAC with " + hash + " was used");
    }
    return all;
  }

  /** {@return the other hashes that a digest without a key may be made with} */
  static List<Mistake> hashes() {
    List<Mistake> all = new ArrayList<>();
    for (String hash : List.of("SHA-512", "SHA-1", "SHA-384", "MD5", "SHA-224")) {
      Algorithm algorithm = new Algorithm(hash, Use.PAYLOAD_ONLY);
      all.add(
          new Mistake(
              Axis.ALGORITHM,
              2,
              "The signature is one with " + hash + ": SHA-256 is expected.",
              draft -> draft.withAlgorithm(algorithm)));
    }
    return all;
  }

  private static String plain(String hash, String how) {
    return "A plain " + hash + " hash " + how + " was used instead of HMAC";
  }

  private static void add(List<Mistake> all, int rank, String hash, Use use, String what) {
    Algorithm algorithm = new Algorithm(hash, use);
    if (algorithm.isAvailable()) {
      all.add(
          new Mistake(Axis.ALGORITHM, rank, what + SEND, draft -> draft.withAlgorithm(algorithm)));
    }
  }
}
