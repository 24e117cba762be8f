package io.github.binancepay.tsp.sandbox.internal.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Finds the mistakes that explain a wrong signature. */
public final class SignatureDoctor {
  private static final String OTHERWISE =
      ": the secret key is not the one of this API key, or another nonce, timestamp or body was"
          + " signed than sent.";
  private static final String RULED_OUT =
      "Line ends, letter case, encoding, algorithm and reformatted bodies are ruled out.";

  // As long as a search takes that is not compiled yet: a test has one, which should not be told
  // less for that.
  private static final Duration COLD_LIMIT = Duration.ofMillis(500);
  private static final AtomicBoolean COLD = new AtomicBoolean(true);

  private SignatureDoctor() {}

  /**
   * Searches the usual mistakes, alone and two at a time.
   *
   * @param request whose signature is not the right one
   * @param secretKey the right one, in UTF-8
   * @param limit how much processor time it may take, and a quarter of how long; the first search
   *     of a JVM may take half a second in any case
   * @return what was found, or ruled out
   */
  public static Diagnosis diagnose(SignedRequest request, byte[] secretKey, Duration limit) {
    boolean cold = limit.compareTo(COLD_LIMIT) < 0 && COLD.getAndSet(false);
    return diagnose(request, secretKey, Deadline.in(cold ? COLD_LIMIT : limit));
  }

  /**
   * Searches for what cannot be found, so that the first search of a program comes as far within
   * its limit as later ones.
   *
   * @param time how long
   */
  public static void warmUp(Duration time) {
    COLD.set(false);
    long end = System.nanoTime() + time.toNanos();
    byte[] body = "{\"name\":\"value\",\"list\":[\"a/b\",\"<c>\"]}".getBytes(UTF_8);
    byte[] secretKey = "none".getBytes(UTF_8);
    SignedRequest request =
        new SignedRequest("POST", "/", "none", "1", "none", body, "0".repeat(128));
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      var unused = diagnose(request, secretKey, Duration.ofNanos(left));
    }
  }

  static Diagnosis diagnose(SignedRequest request, byte[] secretKey, BooleanSupplier timeIsOver) {
    List<Reading> readings = Readings.of(request.signature());
    if (readings.isEmpty()) {
      return new Diagnosis(true, List.of(notADigest(request.signature())));
    }
    Search search = new Search(right(request, secretKey), readings, timeIsOver);
    return search
        .find(mistakes(request, secretKey), () -> rareMistakes(request, secretKey))
        .map(SignatureDoctor::explained)
        .orElseGet(() -> unexplained(search, request.signature()));
  }

  private static Draft right(SignedRequest request, byte[] secretKey) {
    return new Draft(
        Body.sent(request.body()),
        request.timestamp(),
        request.nonce(),
        Draft.RIGHT_LAYOUT,
        new SecretKey(secretKey),
        Algorithm.HMAC_SHA512);
  }

  private static List<Mistake> mistakes(SignedRequest request, byte[] secretKey) {
    List<Mistake> all = new ArrayList<>(KeyMistakes.usual(secretKey, request.apiKey()));
    all.addAll(PayloadMistakes.all(request.timestamp(), request.nonce(), request.body()));
    all.addAll(PayloadMistakes.additions(request, new String(secretKey, UTF_8)));
    all.addAll(BodyMistakes.all());
    all.addAll(AlgorithmMistakes.all());
    return all;
  }

  private static Iterator<Mistake> rareMistakes(SignedRequest request, byte[] secretKey) {
    return Stream.concat(
            KeyMistakes.masked(secretKey), PayloadMistakes.offsets(request.timestamp()))
        .iterator();
  }

  private static Diagnosis explained(Search.Found found) {
    List<String> sentences = new ArrayList<>();
    found.mistakes().forEach(mistake -> sentences.add(mistake.sentence()));
    sentences.addAll(found.reading().sentences());
    if (found.truncated()) {
      sentences.add("The signature is truncated: send all of its 128 hex digits.");
    }
    return sentences.isEmpty()
        ? new Diagnosis(false, List.of("The signature is right."))
        : new Diagnosis(true, List.copyOf(sentences));
  }

  private static String notADigest(String signature) {
    return "The signature is not a digest (it has "
        + signature.length()
        + " characters): send 128 upper-case hex digits, the HMAC-SHA512 of the payload.";
  }

  private static Diagnosis unexplained(Search search, String signature) {
    List<String> sentences = new ArrayList<>();
    if (signature.strip().matches("[0-9A-Fa-f]{64}")) {
      sentences.add("The signature is as long as one with SHA-256: use HMAC with SHA-512.");
    }
    if (search.triedAllPairs()) {
      sentences.add("No usual mistake, alone or with a second one, explains it" + OTHERWISE);
      sentences.add(RULED_OUT);
    } else if (search.triedAllSingles()) {
      sentences.add("No usual mistake alone explains it" + OTHERWISE);
      sentences.add(RULED_OUT);
      sentences.add("The search ended before it had tried every two of them.");
    } else {
      sentences.add("The search ended before it had tried every usual mistake; so far, none fits.");
    }
    return new Diagnosis(false, List.copyOf(sentences));
  }
}
