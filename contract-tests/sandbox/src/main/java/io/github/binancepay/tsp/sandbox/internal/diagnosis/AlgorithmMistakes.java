package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import io.github.binancepay.tsp.sandbox.internal.diagnosis.Algorithm.Use;
import java.util.ArrayList;
import java.util.List;

/** Other algorithms than HMAC with SHA-512. */
final class AlgorithmMistakes {
  private final List<Mistake> all = new ArrayList<>();

  private AlgorithmMistakes() {}

  static List<Mistake> all() {
    AlgorithmMistakes mistakes = new AlgorithmMistakes();
    mistakes.addHmac(1, Hash.SHA_256);
    mistakes.addHmac(3, Hash.SHA_1);
    mistakes.addHmac(3, Hash.SHA_384);
    mistakes.addHmac(8, Hash.MD5);
    mistakes.addHmac(8, Hash.SHA_224);
    mistakes.addHmac(8, Hash.SHA_512_256);
    mistakes.addHmac(8, Hash.SHA3_512);
    mistakes.addHmac(8, Hash.SHA3_256);
    mistakes.addOtherUses(3, Hash.SHA_512);
    mistakes.addOtherUses(5, Hash.SHA_256);
    mistakes.addOtherUses(8, Hash.SHA_1);
    mistakes.addOtherUses(8, Hash.MD5);
    mistakes.addOtherUses(8, Hash.SHA_384);
    return mistakes.all;
  }

  private void addHmac(int rank, Hash hash) {
    add(rank, hash, Use.HMAC, "HMAC with " + hash.officialName() + " was used");
  }

  private void addOtherUses(int rank, Hash hash) {
    String name = hash.officialName();
    String plain = "A plain " + name + " hash of %s was used instead of HMAC";
    add(rank, hash, Use.KEY_LAST, plain.formatted("the payload with the secret key after it"));
    add(rank, hash, Use.KEY_FIRST, plain.formatted("the payload with the secret key before it"));
    add(rank + 1, hash, Use.PAYLOAD_ONLY, plain.formatted("the payload without any key"));
    String with = hash == Hash.SHA_512 ? "" : ", and " + name + " was used";
    add(rank, hash, Use.HMAC_SWAPPED, "Key and payload are swapped in the call of HMAC" + with);
  }

  private void add(int rank, Hash hash, Use use, String what) {
    if (hash.isAvailable()) {
      Algorithm algorithm = new Algorithm(hash, use);
      all.add(
          new Mistake(
              Axis.ALGORITHM,
              rank,
              what,
              "use HMAC with SHA-512",
              draft -> draft.withAlgorithm(algorithm)));
    }
  }
}
